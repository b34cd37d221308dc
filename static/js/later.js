// htmx takes a sixth of the time in which the page is there: it comes at the first sign that a reader does more
// than read. What they did before it was there is done again, or by the browser if it never comes.
const whenHtmx = (() => {
  const SIGNS = ["pointermove", "pointerdown", "keydown", "focusin"]; // or the end of the events coming near
  const NEAR = "2000px";
  const PATIENCE = 3000; // milliseconds
  const waiting = new Map();
  let asked = false;
  let over = false; // it is there, or was waited for in vain

  const goOn = () => {
    over = true;
    for (const again of waiting.values()) again();
    waiting.clear();
  };

  const load = () => {
    const script = document.createElement("script");
    script.src = document.querySelector("link[data-htmx]").href;
    for (const end of ["load", "error"]) script.addEventListener(end, goOn);
    document.head.append(script);
  };

  // On a page that is not complete htmx might wait for an event that is over.
  const ask = () => {
    if (asked) return;
    asked = true;
    for (const sign of SIGNS) removeEventListener(sign, ask, { capture: true });
    if (document.readyState === "complete") load();
    else addEventListener("load", load, { once: true });
  };
  for (const sign of SIGNS) addEventListener(sign, ask, { capture: true, passive: true });

  const wait = (what, again) => {
    if (!waiting.size) setTimeout(() => over || goOn(), PATIENCE);
    waiting.set(what, again);
    ask();
  };

  const OWN = "[data-get], [hx-get], [hx-post]";
  const held = (event, again) => {
    if (over) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    wait(event.target, again);
  };
  const early = {
    click(event) {
      const control = event.target.closest("a, button");
      if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      if (control?.matches(OWN)) held(event, () => control.click());
    },
    submit(event) {
      if (event.target.matches(OWN)) held(event, () => event.target.requestSubmit(event.submitter));
    },
    change({ target }) {
      if (!target.form?.matches(OWN) || target.type !== "checkbox") return;
      const choose = () => {
        if (window.htmx) target.dispatchEvent(new Event("change", { bubbles: true }));
        else target.form.requestSubmit();
      };
      if (over) choose();
      else wait(target.form, choose);
    },
  };
  for (const kind of Object.keys(early)) {
    document.addEventListener(kind, (event) => window.htmx || early[kind](event), { capture: true });
  }

  // Places that htmx made, in a page that was loaded again since.
  addEventListener("popstate", (event) => { if (!window.htmx && event.state?.htmx) location.reload(); });

  document.addEventListener("DOMContentLoaded", () => {
    if (document.querySelector("[hx-trigger^=every]")) ask();
    const end = document.getElementById("later");
    if (!end) return;
    const whenSeen = (places) => { if (places.at(-1).isIntersecting) ask(); };
    new IntersectionObserver(whenSeen, { rootMargin: NEAR }).observe(end);
  });

  return (then) => (over ? then() : wait(then, then));
})();
