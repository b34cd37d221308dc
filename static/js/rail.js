// Other filters come in the place of those that one was chosen from: they stay as far down as they were, and what was
// chosen stays under the pointer. What a window does not show of them comes when the events have been drawn.
(() => {
  const SHOWN = 900; // pixels of a window, for which the server says what it does not show
  const soon = document.getElementsByClassName("soon");
  const show = () => {
    while (soon.length) soon[0].classList.remove("soon");
  };
  const rail = () => document.getElementById("filters");
  const topOf = (element) => element.getBoundingClientRect().top;

  let scrolled = 0;
  let used = ""; // in the rail, and
  let place = 0; // how far below its edge
  document.addEventListener("htmx:beforeSwap", ({ detail: { target, shouldSwap } }) => {
    if (!shouldSwap || target.id !== "found" || !rail()) return;
    const focused = document.activeElement;
    scrolled = rail().scrollTop;
    used = rail().contains(focused) ? focused.id : "";
    place = scrolled && used ? topOf(focused) - topOf(rail()) : 0;
  });
  document.addEventListener("htmx:afterSwap", ({ detail: { elt } }) => {
    if (elt.id !== "found" || !rail()) return;
    const again = document.getElementById(used);
    if (!scrolled && innerHeight <= SHOWN && !again?.closest(".soon")) {
      requestAnimationFrame(() => setTimeout(show));
      return;
    }
    show();
    if (scrolled) rail().scrollTop = again ? topOf(again) - topOf(rail()) - place : scrolled;
  });
})();
