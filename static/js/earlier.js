// Earlier events load when the reader moves up to where they would be, and nothing on screen moves.
(() => {
  const NEAR = 1500; // pixels above the window

  const want = () => {
    const place = document.querySelector(".earlier__soon");
    if (place && place.getBoundingClientRect().top > -NEAR) whenHtmx(() => window.htmx?.trigger(place, "wanted"));
  };

  let before = scrollY;
  addEventListener("scroll", () => {
    if (scrollY < before) want();
    before = scrollY;
  }, { passive: true });
  // At the very top nothing scrolls, but the wish to can be told.
  addEventListener("wheel", (event) => { if (event.deltaY < 0) want(); }, { passive: true });
  addEventListener("touchmove", () => { if (scrollY <= 0) want(); }, { passive: true });
  addEventListener("keydown", (event) => {
    if (["ArrowUp", "PageUp", "Home", "k"].includes(event.key) && !event.target.matches("input, textarea")) want();
  });

  let held = null;
  document.addEventListener("htmx:beforeSwap", (event) => {
    const first = event.target.id === "earlier" && document.querySelector("#events .entry");
    held = first ? { first, top: first.getBoundingClientRect().top } : null;
  });
  document.addEventListener("htmx:afterSwap", () => {
    if (!held) return;
    const { first, top } = held;
    held = null;
    scrollBy({ top: first.getBoundingClientRect().top - top, behavior: "instant" });
    before = scrollY;
  });
})();
