// Events are laid out when they come near the window, and those far from it are empty boxes. When nothing has happened
// for a while they are laid out, too, a few at a time, those below the window before those above: whoever captures the
// whole page has all of it.
(() => {
  const PATIENCE = 5000; // milliseconds without a sign of the reader
  const PAUSE = 50; // between a few and the next
  const AT_A_TIME = 2;
  const SIGNS = ["scroll", "wheel", "touchstart", "pointerdown", "keydown", "resize"];
  let next = 0;

  const settle = () => {
    const waiting = [...document.querySelectorAll(".entry:not([data-settled])")];
    const below = waiting.filter((entry) => entry.getBoundingClientRect().bottom > 0);
    const some = below.length ? below.slice(0, AT_A_TIME) : waiting.slice(-AT_A_TIME);
    for (const entry of some) entry.dataset.settled = "";
    if (some.length) next = setTimeout(settle, PAUSE);
  };
  const wait = () => {
    clearTimeout(next);
    next = setTimeout(settle, PATIENCE);
  };

  for (const sign of SIGNS) addEventListener(sign, wait, { passive: true });
  document.addEventListener("htmx:load", wait);
  wait();
})();
