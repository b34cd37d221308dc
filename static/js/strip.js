// The strip marks what is on screen; until the reader moves, and without this, where the page begins.
(() => {
  const visible = new Set();

  const mark = () => {
    const days = [...visible].filter((entry) => entry.isConnected).map((entry) => entry.dataset.day);
    if (!days.length) return;
    for (const cell of document.querySelectorAll(".cell[data-first]")) {
      const { first, last } = cell.dataset;
      cell.toggleAttribute("data-seen", days.some((day) => first <= day.slice(0, first.length) && day.slice(0, last.length) <= last));
    }
    show(document.querySelector(".cell[data-seen]"));
  };

  const show = (cell) => {
    const box = cell?.closest(".strip__scroll");
    if (box && box.scrollWidth > box.clientWidth) box.scrollLeft = cell.offsetLeft - box.clientWidth / 2;
  };
  show(document.querySelector(".cell[data-seen]:not(:first-child)"));

  const observer = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) visible[isIntersecting ? "add" : "delete"](target);
    mark();
  }, { rootMargin: "-200px 0px -10% 0px" });

  const observe = (within) => {
    for (const entry of within.querySelectorAll(".entry")) observer.observe(entry);
    if (within.matches?.(".entry")) observer.observe(within);
  };
  // Of the page itself, too, as soon as htmx is there.
  document.addEventListener("htmx:load", (event) => {
    observe(event.detail.elt);
    if (event.detail.elt.id === "strip") mark();
  });
})();
