// A page draws what a window shows. The other events lie ready beside it, as text, until the reader stirs: at once then,
// so that whatever comes next, a step of scrolling or a search of the browser's own, finds them in their place.
(() => {
  const SIGNS = ["wheel", "scroll", "touchstart", "keydown"];
  const waiting = document.getElementsByClassName("rest");

  const contentOf = (rest) => {
    const kept = rest.querySelector("template, noscript");
    const part = document.createElement("template");
    part.innerHTML = kept.innerHTML;
    return part.content;
  };

  // Entries of the last month go to its list, under its heading.
  const unfold = (rest) => {
    const part = contentOf(rest);
    const goesOn = part.querySelector("[data-goes-on]");
    const focused = rest.contains(document.activeElement);
    const added = [...part.querySelectorAll(".entry")];
    if (goesOn) {
      rest.previousElementSibling.querySelector(".entries").append(...goesOn.querySelectorAll(".entry"));
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
  const watch = () => { for (const rest of waiting) seen.observe(rest); };
  document.addEventListener("htmx:load", watch);
  watch();

  // A page that the browser comes back to, or that is opened at a place, has all of it at once.
  const came = performance.getEntriesByType("navigation")[0]?.type;
  if (location.hash || (came && came !== "navigate")) unfoldAll();
})();
