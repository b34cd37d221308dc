// A page draws what a window shows. The other events lie ready beside it, as text and in a few parts, until the reader
// stirs or has been here for a while. A step of scrolling needs the first of them, and the others a moment later; a key
// may be End or a search of the browser's own, which needs them all. The last are the filters below the window.
(() => {
  const SIGNS = ["wheel", "scroll", "touchstart"];
  const PATIENCE = 4000; // milliseconds; a screen reader gives no sign that it reads
  const ROOM = 60; // pixels below the last filters, in which the next would be seen to begin
  const waiting = document.getElementsByClassName("rest");
  const below = document.getElementsByClassName("below");

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
  const showFilters = () => {
    while (below.length) below[0].classList.remove("below");
  };
  const unfoldAll = () => {
    while (waiting.length) unfold(waiting[0]);
    showFilters();
  };

  // One part a frame: to put all of them in place would take longer than one has.
  let inTurn = false;
  const unfoldNext = () => {
    inTurn = waiting.length > 0;
    if (inTurn) unfold(waiting[0]);
    else showFilters();
    if (inTurn) requestAnimationFrame(() => setTimeout(unfoldNext));
  };
  const stirred = () => inTurn || unfoldNext();

  for (const sign of SIGNS) addEventListener(sign, stirred, { passive: true });
  for (const sign of ["keydown", "beforeprint", "hashchange"]) addEventListener(sign, unfoldAll);
  document.addEventListener("htmx:historyRestore", unfoldAll);
  // CSS shows them then; they stay when the pointer or the focus goes on.
  for (const sign of ["pointerover", "focusin"]) {
    addEventListener(sign, ({ target }) => { if (below.length && target.closest?.(".rail")) showFilters(); });
  }

  const seen = new IntersectionObserver((places) => {
    for (const { target, isIntersecting } of places) {
      while (isIntersecting && target.isConnected) unfold(waiting[0]);
    }
  });
  const roomy = new IntersectionObserver((places) => {
    if (places.at(-1).intersectionRatio > 0.99) showFilters();
  }, { rootMargin: `0px 0px -${ROOM}px`, threshold: 1 });
  const whenIdle = window.requestIdleCallback ?? setTimeout;
  const watch = () => {
    for (const rest of waiting) seen.observe(rest);
    if (below.length) roomy.observe(below[0].previousElementSibling);
    if (waiting.length || below.length) setTimeout(() => whenIdle(unfoldAll), PATIENCE);
  };
  document.addEventListener("htmx:load", watch);

  // A page that the browser comes back to, or that is opened at a place, has all of it at once.
  document.addEventListener("DOMContentLoaded", () => {
    watch();
    const came = performance.getEntriesByType("navigation")[0]?.type;
    if (!location.hash && (!came || came === "navigate")) return;
    atOnce = true;
    unfoldAll();
    atOnce = false;
  });
})();
