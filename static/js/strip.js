// The strip marks what is on screen; until the reader moves, and without this, where the page begins.
(() => {
  const MOMENT = 50; // milliseconds
  const visible = new Set();

  // Read first and written then: the other way round the browser would lay the page out in between.
  const mark = () => {
    const days = [...visible].filter((entry) => entry.isConnected).map((entry) => entry.dataset.day);
    if (!days.length) return;
    const cells = [...document.querySelectorAll(".cell[data-first]")];
    const seen = cells.map(({ dataset: { first, last } }) =>
      days.some((day) => first <= day.slice(0, first.length) && day.slice(0, last.length) <= last));
    show(cells[seen.indexOf(true)]);
    cells.forEach((cell, place) => cell.toggleAttribute("data-seen", seen[place]));
  };

  // A moment later, when what has come is drawn, and once for all that came meanwhile.
  let due = 0;
  const markSoon = () => {
    due ||= setTimeout(() => {
      due = 0;
      mark();
    }, MOMENT);
  };

  const show = (cell) => {
    const box = cell?.closest(".strip__scroll");
    if (box && box.scrollWidth > box.clientWidth) box.scrollLeft = cell.offsetLeft - box.clientWidth / 2;
  };
  show(document.querySelector(".cell[data-seen]:not(:first-child)"));

  const observer = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) visible[isIntersecting ? "add" : "delete"](target);
    markSoon();
  }, { rootMargin: "-200px 0px -10% 0px" });

  const observe = (within) => {
    for (const entry of within.querySelectorAll(".entry")) observer.observe(entry);
    if (within.matches?.(".entry")) observer.observe(within);
  };
  // Of the page itself, too, as soon as htmx is there.
  document.addEventListener("htmx:load", (event) => {
    observe(event.detail.elt);
    if (event.detail.elt.id === "strip") markSoon();
  });
})();
