// A page draws what a window shows. The other events lie ready beside it, as text, until the reader stirs or has been
// here for a while: at once then, so that whatever comes next, a step of scrolling or a search of the browser's own,
// finds them in their place.
(() => {
  const SIGNS = ["wheel", "scroll", "touchstart", "keydown"];
  const PATIENCE = 4000; // milliseconds; a screen reader gives no sign that it reads
  const waiting = document.getElementsByClassName("rest");

  const contentOf = (rest) => {
    const kept = rest.querySelector("template, noscript");
    const part = document.createElement("template");
    part.innerHTML = kept.innerHTML;
    return part.content;
  };

  // Entries of the last month go to its list, under its heading; they are laid out when they come near,
  // or at once where the window is to be as it was.
  let atOnce = false;
  const unfold = (rest) => {
    const part = contentOf(rest);
    const goesOn = part.querySelector("[data-goes-on]");
    const focused = rest.contains(document.activeElement);
    const added = [...part.querySelectorAll(".entry")];
    if (goesOn) {
      const following = goesOn.querySelectorAll(".entry");
      for (const entry of atOnce ? [] : following) entry.dataset.added = "";
      rest.previousElementSibling.querySelector(".entries").append(...following);
      goesOn.remove();
    }
    rest.replaceWith(part);
    if (focused) added[0].querySelector(".entry__headline > a").focus();
    for (const elt of window.htmx ? added : []) {
      elt.dispatchEvent(new CustomEvent("htmx:load", { bubbles: true, detail: { elt } }));
    }
  };
  const unfoldAll = () => { while (waiting.length) unfold(waiting[0]); };

  for (const sign of SIGNS) addEventListener(sign, unfoldAll, { passive: true });
  for (const sign of ["beforeprint", "hashchange"]) addEventListener(sign, unfoldAll);
  document.addEventListener("htmx:historyRestore", unfoldAll);

  const seen = new IntersectionObserver((places) => {
    for (const { target, isIntersecting } of places) if (isIntersecting && target.isConnected) unfold(target);
  });
  const whenIdle = window.requestIdleCallback ?? setTimeout;
  const watch = () => {
    for (const rest of waiting) seen.observe(rest);
    if (waiting.length) setTimeout(() => whenIdle(unfoldAll), PATIENCE);
  };
  document.addEventListener("htmx:load", watch);
  watch();

  // A page that the browser comes back to, or that is opened at a place, has all of it at once.
  const came = performance.getEntriesByType("navigation")[0]?.type;
  if (location.hash || (came && came !== "navigate")) {
    atOnce = true;
    unfoldAll();
    atOnce = false;
  }
})();
