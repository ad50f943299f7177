// Lets readers mark papers as read, and keeps that in their browser (localStorage), by the ids of
// the papers. Nothing leaves the browser but a file that the reader asks for.
//
// A classic script that is loaded with `defer`, before the filter, which asks it what is read. Where
// nothing can be kept, marks last until the page is left, and the page says so once.

"use strict";

(() => {
  /** Where marks are kept, for all journals on one host: a paper is the same in each. */
  const KEY = "paperreview-read";

  /** Where it is kept that a reader hides what is read. */
  const HIDING = "paperreview-hide-read";

  /** The form of what is kept, and of the file. */
  const VERSION = 1;

  /** So many characters an id has at the most, and so many bytes a file. */
  const LONGEST = 300;
  const LARGEST = 10_000_000;

  const words = JSON.parse(document.currentScript.dataset.words);

  const fill = (message, count) => message.replace("%(count)d", String(count));

  const make = (name, className, ...children) => {
    const element = document.createElement(name);
    if (className) element.className = className;
    element.append(...children);
    return element;
  };

  // What is kept ----------------------------------------------------------------------------------

  const idsOf = (papers) => papers.split(" ").filter((id) => id && id.length <= LONGEST);

  /** Read marks as they are kept, or stand in a file: for each paper its ids, with blanks between. */
  const parse = (text) => {
    const data = JSON.parse(text);
    if (data?.version !== VERSION || !Array.isArray(data[KEY])) throw new Error("no marks");
    return data[KEY].filter((papers) => typeof papers === "string" && idsOf(papers).length);
  };

  /** The papers that are read, by each of their ids: those, too, that no page shows any more. */
  let read = new Map();

  const list = () => [...new Set(read.values())].sort();

  const format = () => JSON.stringify({ version: VERSION, [KEY]: list() });

  /** What has an id in common is one paper. */
  const add = (papers) => {
    const known = idsOf(papers).flatMap((id) => [id, ...idsOf(read.get(id) ?? "")]);
    const ids = [...new Set(known)].sort();
    for (const id of ids) read.set(id, ids.join(" "));
  };

  const remove = (papers) => {
    const known = idsOf(papers).flatMap((id) => idsOf(read.get(id) ?? ""));
    for (const id of known) read.delete(id);
  };

  /** Whether that is what the browser keeps. */
  let isKept = true;

  /** Take what the browser keeps: another page may have changed it. */
  const load = () => {
    if (!isKept) return;
    try {
      const kept = localStorage.getItem(KEY);
      const papers = kept === null ? [] : parse(kept);
      read = new Map();
      papers.forEach(add);
    } catch {
      isKept = false; // forbidden, or written by somebody else: it is left alone
    }
  };

  const save = () => {
    try {
      if (isKept) localStorage.setItem(KEY, format());
    } catch {
      isKept = false; // there is no room
    }
    if (!isKept) sayOnce(words.unkept);
  };

  /** Remember a small thing, where that can be. */
  const remember = (key, value) => {
    try {
      if (value) localStorage.setItem(key, value);
      else localStorage.removeItem(key);
    } catch {
      // It lasts as long as the page.
    }
  };

  const recall = (key) => {
    try {
      return localStorage.getItem(key) ?? "";
    } catch {
      return "";
    }
  };

  const isRead = (papers) => idsOf(papers).some((id) => read.has(id));

  const change = (papers, isRead) => {
    load();
    if (isRead) add(papers);
    else remove(papers);
    save();
    refresh();
  };

  // What is said ----------------------------------------------------------------------------------

  const said = new Set();

  /** It is there before it speaks: else nothing would be heard. */
  const note = make("div", "paper-marks-note");
  const noteText = make("span", "");
  const noteClose = make("button", "", "×");
  noteText.setAttribute("role", "status");
  noteClose.type = "button";
  noteClose.setAttribute("aria-label", words.close);
  noteClose.addEventListener("click", () => say(""));
  note.append(noteText, noteClose);

  const say = (text) => {
    note.classList.toggle("paper-marks-silent", !text);
    noteText.textContent = text;
    noteClose.hidden = !text;
  };

  const sayOnce = (text) => {
    if (!said.has(text)) say(text);
    said.add(text);
  };

  // The buttons -----------------------------------------------------------------------------------

  const HOST = "li.paper-entry, tr, .paper-card, section.paper-review";
  const TITLE = ".paper-title, h1, h2, h3, h4, h5, h6";

  const titleOf = (button) => {
    const title = button.closest(HOST)?.querySelector(TITLE);
    const words = [...(title?.childNodes ?? [])].filter((one) => !one.matches?.(".headerlink"));
    return words.map((one) => one.textContent).join("").trim();
  };

  /** Bring the buttons within an element in line with what is read. */
  const show = (root) => {
    for (const button of root.querySelectorAll(".paper-read-mark")) {
      if (button.hidden) {
        const title = titleOf(button);
        button.textContent = words.read;
        if (title) button.setAttribute("aria-label", `${words.read}: ${title}`);
        button.hidden = false;
      }
      const pressed = String(isRead(button.dataset.paper));
      if (button.ariaPressed !== pressed) button.ariaPressed = pressed;
    }
  };

  const menus = [];

  const refresh = () => {
    show(document);
    for (const menu of menus) menu.tell();
  };

  document.addEventListener("click", ({ target }) => {
    const button = target.closest?.(".paper-read-mark");
    if (button) change(button.dataset.paper, button.ariaPressed !== "true");
  });

  window.addEventListener("storage", ({ key }) => {
    if (key !== KEY && key !== null) return;
    load();
    refresh();
  });

  // The page comes back as it was left: meanwhile another may have changed what is read.
  window.addEventListener("pageshow", ({ persisted }) => {
    if (!persisted) return;
    load();
    refresh();
  });

  // Files -----------------------------------------------------------------------------------------

  const saveFile = () => {
    const link = make("a", "");
    const file = new Blob([`${format()}\n`], { type: "application/json" });
    link.href = URL.createObjectURL(file);
    link.download = `${KEY}.json`;
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  };

  /** Add the marks of a file to those that are there: none is taken away. */
  const addFile = async (file) => {
    try {
      if (file.size > LARGEST) throw new Error("too large");
      const added = parse(await file.text());
      load();
      added.forEach(add);
      say(fill(words.added, added.length));
      save();
      refresh();
    } catch {
      say(words.wrong);
    }
  };

  // What a filter shows of it ---------------------------------------------------------------------

  /** The menu of a filter: how many marks there are, and what can be done with them. */
  class Menu {
    constructor() {
      // An empty place keeps the same gap as in the other menus.
      this.summary = make("summary", "", make("span", "", words.menu), make("span", ""));
      this.count = make("p", "");
      this.input = make("input", "");
      this.input.type = "file";
      this.input.accept = ".json,application/json";
      this.input.hidden = true;
      this.input.addEventListener("change", () => this.add());
      const panel = make("div", "paper-filter-panel paper-marks-panel", this.count);
      panel.append(make("p", "", words.local), this.button(words.save, saveFile));
      panel.append(this.button(words.add, () => this.input.click()), this.input);
      this.element = make("details", "paper-filter-menu", this.summary, panel);
      this.element.addEventListener("focusout", ({ relatedTarget }) => {
        if (relatedTarget && !this.element.contains(relatedTarget)) this.close();
      });
      menus.push(this);
      this.tell();
    }

    button(label, work) {
      const button = make("button", "", label);
      button.type = "button";
      button.addEventListener("click", work);
      return button;
    }

    async add() {
      const [file] = this.input.files;
      if (file) await addFile(file);
      this.input.value = ""; // the same file may be chosen again
    }

    tell() {
      this.count.textContent = fill(words.count, list().length);
    }

    close() {
      this.element.open = false;
    }
  }

  const makeHider = (changed) => {
    const box = make("input", "");
    box.type = "checkbox";
    box.checked = recall(HIDING) !== "";
    box.addEventListener("change", () => {
      remember(HIDING, box.checked ? "1" : "");
      changed();
    });
    const label = make("label", "paper-filter-hide", box, make("span", "", words.hide));
    return { box, label, clear: () => remember(HIDING, (box.checked = false) || "") };
  };

  load();
  say("");
  document.body.append(note);
  refresh();
  window.paperreviewMarks = { isRead, show, makeHider, makeMenu: () => new Menu() };
})();
