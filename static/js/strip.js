// The strip marks the months on screen; without this it marks the one where the page begins.
(() => {
  const visible = new Set();

  const mark = () => {
    const months = [...visible].filter((section) => section.isConnected).map((section) => section.dataset.month);
    if (!months.length) return;
    for (const cell of document.querySelectorAll(".cell[data-first]")) {
      const { first, last } = cell.dataset;
      cell.toggleAttribute("data-seen", months.some((month) => first <= month && month <= last));
    }
    const seen = document.querySelector(".cell[data-seen]");
    const box = seen?.closest(".strip__scroll");
    if (box && box.scrollWidth > box.clientWidth) box.scrollLeft = seen.offsetLeft - box.clientWidth / 2;
  };

  const observer = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) visible[isIntersecting ? "add" : "delete"](target);
    mark();
  }, { rootMargin: "-200px 0px -10% 0px" });

  const observe = (within) => {
    for (const section of within.querySelectorAll(".month")) observer.observe(section);
    if (within.matches?.(".month")) observer.observe(within);
  };
  observe(document);
  document.addEventListener("htmx:load", (event) => observe(event.detail.elt));
})();
