// The field for files takes dropped files by itself: this shows that it will, and what was chosen,
// and takes whole folders as import_articles does, without hidden files and a folder's README.
(() => {
  const zone = document.querySelector(".drop__zone");
  const list = document.querySelector("[data-chosen]");
  if (!zone || !list) return;
  const largest = 50 * 1024 * 1024;

  for (const kind of ["dragenter", "dragover"]) zone.addEventListener(kind, () => { zone.dataset.over = ""; });
  for (const kind of ["dragleave", "drop"]) zone.addEventListener(kind, () => { delete zone.dataset.over; });

  const inOrder = (entries) => entries
    .filter((entry) => !/^(\.|readme)/i.test(entry.name))
    .sort((one, other) => (one.name < other.name ? -1 : 1));

  async function* filesIn(entry) {
    if (entry.isFile) {
      yield await new Promise((give, refuse) => { entry.file(give, refuse); });
      return;
    }
    const reader = entry.createReader();
    const found = [];
    for (;;) { // a browser gives them a hundred at a time
      const some = await new Promise((give, refuse) => { reader.readEntries(give, refuse); });
      if (!some.length) break;
      found.push(...some);
    }
    for (const inner of inOrder(found)) yield* filesIn(inner);
  }

  zone.addEventListener("drop", async (event) => {
    const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
    if (!entries.some((entry) => entry.isDirectory)) return;
    event.preventDefault();
    const taken = new DataTransfer();
    try {
      for (const entry of entries) for await (const file of filesIn(entry)) taken.items.add(file);
    } catch (problem) { // one of them went away, or may not be read
      zone.value = "";
      const item = document.createElement("li");
      item.textContent = `What was dropped could not be read (${problem.message}): choose its files instead`;
      item.dataset.tooLarge = "";
      list.replaceChildren(item);
      list.hidden = false;
      return;
    }
    zone.files = taken.files;
    zone.dispatchEvent(new Event("change"));
  });

  zone.addEventListener("change", () => {
    list.hidden = zone.files.length < 2 && ![...zone.files].some((file) => file.size > largest);
    list.replaceChildren(...[...zone.files].map((file) => {
      const item = document.createElement("li");
      item.textContent = file.size > largest ? `${file.name}: more than 50 MB, it will be left out` : file.name;
      if (file.size > largest) item.dataset.tooLarge = "";
      return item;
    }));
  });
})();
