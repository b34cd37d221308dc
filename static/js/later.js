// Whether single keys do anything, which readers can switch off.
const keysAreOn = () => {
  try { return localStorage.getItem("keys") !== "off"; } catch { return true; }
};

// A page can be read without most of its scripts. They come at the first sign that a reader does more than read; what
// they did before is done again then, or by the browser if the scripts never come.
const whenHtmx = (() => {
  const SIGNS = ["pointermove", "pointerdown", "keydown", "focusin", "wheel"]; // or the end of the events coming near
  const NEAR = "2000px";
  const AT_REST = 4000; // milliseconds without a sign, after which they come by themselves
  const PATIENCE = 3000; // milliseconds that a reader is held up at most
  const AT_ONCE = "[hx-trigger^=every], [data-eye], .cell[data-seen]:not(:first-child)";
  const OF_HTMX = "[data-get], [hx-get], [hx-post]";
  const OF_SITE = "[data-sheet], [data-copy], [data-keys-open], [data-add-event]";
  const TYPING = "input:not([type=checkbox]), textarea, select, [contenteditable]";
  const addresses = document.currentScript.dataset.later.split(" "); // the last is htmx
  const again = []; // what was done before the site's own scripts
  const waiting = new Map(); // and before htmx
  let asked = false;
  let isSiteThere = false; // or was waited for in vain
  let over = false; // htmx is there, too, or was waited for in vain

  const siteIsThere = () => {
    if (isSiteThere) return;
    isSiteThere = true;
    for (const sign of SIGNS) removeEventListener(sign, note, { capture: true });
    for (const once of again.splice(0)) once();
  };
  const goOn = () => {
    siteIsThere();
    over = true;
    for (const once of waiting.values()) once();
    waiting.clear();
  };

  const load = () => {
    const scripts = addresses.map((src) => Object.assign(document.createElement("script"), { src, async: false }));
    for (const end of ["load", "error"]) {
      scripts.at(-2).addEventListener(end, siteIsThere);
      scripts.at(-1).addEventListener(end, goOn);
    }
    document.head.append(...scripts);
  };

  // On a page that is not complete htmx might wait for an event that is over.
  const ask = () => {
    if (asked) return;
    asked = true;
    if (document.readyState === "complete") load();
    else addEventListener("load", load, { once: true });
  };

  // What is pressed while nothing has the focus goes to where the keys before it lead.
  const isLetter = ({ key, ctrlKey, metaKey, altKey }) => key?.length === 1 && !ctrlKey && !metaKey && !altKey;
  const repeat = (event) => {
    const at = event.key && event.target === document.body ? document.activeElement : event.target;
    const isLed = at !== event.target;
    if (isLed && isLetter(event) && at.matches(TYPING)) {
      at.setRangeText(event.key, at.selectionStart, at.selectionEnd, "end");
      return;
    }
    at.dispatchEvent(new event.constructor(event.type, event));
    if (isLed && event.key === "Enter") (at.form ? at.form.requestSubmit() : at.click());
  };

  // A browser tells of a pointer that rests as if it had moved. A key that the page itself may answer is not the
  // browser's, too.
  const note = (event) => {
    if (event.type === "pointermove" && !event.movementX && !event.movementY) return;
    if (event.type === "wheel" && event.deltaY >= 0) return;
    if (isLetter(event) && event.key !== " " && !event.target.closest?.(TYPING) && keysAreOn()) event.preventDefault();
    if (event.type !== "pointermove") again.push(() => repeat(event));
    ask();
  };
  for (const sign of SIGNS) addEventListener(sign, note, { capture: true, passive: sign !== "keydown" });

  const impatient = () => setTimeout(() => over || goOn(), PATIENCE);
  const wait = (what, once) => {
    if (!waiting.size) impatient();
    waiting.set(what, once);
    ask();
  };
  const hold = (event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
  };

  const early = {
    click(event) {
      const control = event.target.closest("a, button");
      if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      if (control?.matches(OF_HTMX)) {
        hold(event);
        wait(event.target, () => control.click());
      } else if (!isSiteThere && control?.matches(OF_SITE)) {
        hold(event);
        again.push(() => control.click());
        impatient();
        ask();
      }
    },
    submit(event) {
      if (!event.target.matches(OF_HTMX)) return;
      hold(event);
      wait(event.target, () => event.target.requestSubmit(event.submitter));
    },
    change({ target }) {
      if (!target.form?.matches(OF_HTMX) || target.type !== "checkbox") return;
      const choose = () => {
        if (window.htmx) target.dispatchEvent(new Event("change", { bubbles: true }));
        else target.form.requestSubmit();
      };
      if (over) choose();
      else wait(target.form, choose);
    },
  };
  for (const kind of Object.keys(early)) {
    const isEarly = () => !window.htmx && (kind === "change" || !over);
    document.addEventListener(kind, (event) => isEarly() && early[kind](event), { capture: true });
  }

  // Places that htmx made, in a page that was loaded again since.
  addEventListener("popstate", (event) => { if (!window.htmx && event.state?.htmx) location.reload(); });

  document.addEventListener("DOMContentLoaded", () => {
    if (document.querySelector(AT_ONCE)) ask();
    setTimeout(ask, AT_REST);
    const end = document.getElementById("later");
    if (!end) return;
    const whenSeen = (places) => { if (places.at(-1).isIntersecting) ask(); };
    new IntersectionObserver(whenSeen, { rootMargin: NEAR }).observe(end);
  });

  return (then) => (over ? then() : wait(then, then));
})();
