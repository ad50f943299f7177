// Filters and sorts listings, over the rows that are in the page already. Of a listing that has
// several pages, all rows stand in a file beside them, which is fetched when a reader turns to the
// filter; where it cannot be read, as from disk, the filter keeps to the rows of the page.
//
// A classic script that is loaded with `defer`: browsers load no module from file://, and authors
// open built pages from disk. Nothing is evaluated, and no HTML is parsed but that of rows, which
// the build has written into that file as it writes them into pages: so pages work under the
// Content-Security-Policy "default-src 'self'".

"use strict";

(() => {
  /** How many rows are answered at once: a high screen full. */
  const ROWS_AT_ONCE = 60;

  /** Milliseconds before the others follow: who is typing has no use for them. */
  const PAUSE = 400;

  /** How many rows follow at once. */
  const ROWS_TO_FOLLOW = 1000;

  /** From how many rows on the browser is told to skip those that are far from the screen. */
  const LONG = 100;

  /** How many of a listing with several pages are drawn at once: about as much to look at. */
  const DRAWN_AT_ONCE = { UL: 24, DIV: 18, TBODY: 40 };

  /** How many rows of other pages a reader gets before asking for more, and then each time. */
  const ROWS_ON_REQUEST = 100;

  /** How many rows are read at once while the browser has nothing else to do. */
  const READ_AT_ONCE = 500;

  /** From how many values on a menu has a search box of its own. */
  const MANY_VALUES = 12;

  /** What readers have marked as read, where they can. */
  const marks = window.paperreviewMarks ?? null;

  // Small parts -------------------------------------------------------------------------------

  /** What a keyboard has, and the signs that are printed for it; as in core/folding.py. */
  const SIGNS = {
    "'": "‘’‚‛‹›`´ʹʻʼʽˈ′‵",
    '"': "“”„‟«»″‶〝〞〟",
    "-": "‐‑‒–—―−⁃﹘︱︲",
    "~": "〜∼˜",
    "": "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff",
  };

  const PLAIN = new Map(
    Object.entries(SIGNS).flatMap(([plain, signs]) => [...signs].map((sign) => [sign, plain])),
  );

  const PRINTED = new RegExp(`[${[...PLAIN.keys()].join("")}]`, "gu");

  const plain = (text) => text.replace(PRINTED, (sign) => PLAIN.get(sign));

  /** Fold compatibility forms and case: upper case also makes ß and SS, ς and σ the same. */
  const foldForms = (text) =>
    text.normalize("NFKC").toLowerCase().toUpperCase().normalize("NFKC");

  /** Fold what a keyboard types and what a page shows to the same; as in core/folding.py. */
  const fold = (text) => plain(foldForms(plain(text))).replace(/-{2,}/gu, "-");

  /** List the words of a text, each once: a pasted page repeats most of its own. */
  const wordsOf = (text) => [...new Set(fold(text).split(/\s+/u).filter(Boolean))];

  /** Fill numbers into a message: `%(shown)d of %(all)d papers`. */
  const fill = (message, numbers) =>
    message.replace(/%\((\w+)\)d/gu, (_whole, name) => String(numbers[name]));

  const make = (name, className, ...children) => {
    const element = document.createElement(name);
    if (className) element.className = className;
    element.append(...children);
    return element;
  };

  /** Change a text only where it differs: screen readers speak what changes. */
  const write = (element, text) => {
    if (element.textContent !== text) element.textContent = text;
  };

  const whenIdle = window.requestIdleCallback
    ? (work) => window.requestIdleCallback(work)
    : (work) => window.setTimeout(work, 50);

  // Rows --------------------------------------------------------------------------------------

  /** Class of what is beyond the limit of a listing. */
  const BEYOND = "paper-beyond";

  const PARTS = "ul.paper-list, table.paper-table > tbody, .paper-cards";

  /** What a row shows that nobody looks for. */
  const UNTOLD = ".paper-link, .paper-read-mark";

  /** Read what a row says, without its links: "code" is not to find each paper that has some. */
  const textOf = (row) => {
    if (!row.querySelector(UNTOLD)) return row.textContent;
    const wanted = NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT;
    const walker = document.createTreeWalker(row, wanted, (node) =>
      node.matches?.(UNTOLD) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
    );
    let text = "";
    while (walker.nextNode()) {
      if (walker.currentNode.nodeType === Node.TEXT_NODE) text += walker.currentNode.data;
    }
    return text;
  };

  /**
   * The rows of a listing, and the parts (lists, tables, groups of cards) that hold them. A long
   * list is drawn in several parts, so that the browser skips those that are far away.
   */
  class Rows {
    constructor(listing) {
      this.listing = listing;
      this.all = [];
      this.parts = [...listing.querySelectorAll(PARTS)].map((element) => this.readPart(element));
      this.order = [...this.all];
      /** Counts the answers: what is left of an old one is of no use. */
      this.answer = 0;
      /** Which row, in their order, is the next to be shown or hidden. */
      this.next = 0;
      this.isLong = this.all.length > LONG;
      if (this.isLong) this.skipFarParts();
      this.readHeadings();
      this.readLimit();
      // Whoever prints gets the whole answer.
      window.addEventListener("beforeprint", () => this.settle(Infinity));
    }

    skipFarParts() {
      for (const part of this.parts) this.estimate(part);
      this.listing.classList.add("paper-long");
    }

    readPart(element) {
      const part = { element, rows: [], shown: element.children.length, headings: [] };
      for (const child of element.children) {
        const review = this.all.length;
        const isBeyond = child.classList.contains(BEYOND);
        const row = { element: child, part, review, isBeyond, isHidden: false, isWanted: true };
        part.rows.push(row);
        this.all.push(row);
      }
      return part;
    }

    /** Hide what is beyond the limit of the listing, which the style sheet has hidden so far. */
    readLimit() {
      this.rest = this.listing.querySelector(":scope > .paper-rest");
      const hidden = this.all.filter((row) => row.isBeyond);
      if (!hidden.length) return;
      for (const row of hidden) {
        row.element.hidden = row.isHidden = true;
        row.part.shown -= 1;
      }
      for (const part of this.parts) this.settlePart(part);
      const marked = this.listing.querySelectorAll(`.${BEYOND}`);
      for (const element of marked) element.classList.remove(BEYOND);
    }

    /** Tell for each part which headings it stands under. */
    readHeadings() {
      const partIn = new Map(this.parts.map((part) => [this.childWith(part), part]));
      let headings = [];
      for (const child of this.listing.children) {
        if (child.classList.contains("paper-group")) {
          const level = child.classList.contains("paper-group-2") ? 1 : 0;
          headings = [...headings.slice(0, level), { element: child, parts: [] }];
        }
        const part = partIn.get(child);
        if (part) {
          part.headings = headings;
          for (const heading of headings) heading.parts.push(part);
        }
      }
    }

    /** Find the child of the listing that a part is, or is in: themes wrap tables. */
    childWith(part) {
      let child = part.element;
      while (child.parentElement !== this.listing) child = child.parentElement;
      return child;
    }

    /** Show the rows of some reviews: a screen full at once, then, after a pause, the rest. */
    show(isShown) {
      for (const row of this.all) row.isWanted = Boolean(isShown[row.review]);
      this.next = 0;
      this.answer += 1;
      this.settle(ROWS_AT_ONCE);
      window.setTimeout((answer) => this.follow(answer), PAUSE, this.answer);
    }

    /** Go on while the browser has nothing else to do, unless there is a newer answer. */
    follow(answer) {
      if (answer !== this.answer) return;
      this.settle(ROWS_TO_FOLLOW);
      // Heights that the browser remembers are of no use while rows are hidden.
      this.listing.classList.toggle("paper-filtered", this.all.some((row) => row.isHidden));
      if (!this.isSettled) whenIdle(() => this.follow(answer));
    }

    get isSettled() {
      return this.next === this.order.length;
    }

    /** Show and hide rows from the top on, until so many more are shown. */
    settle(limit) {
      const changed = new Set();
      for (let left = limit; left > 0 && !this.isSettled; this.next += 1) {
        const row = this.order[this.next];
        if (row.isWanted) left -= 1;
        if (row.isWanted !== row.isHidden) continue;
        row.element.hidden = row.isHidden = !row.isWanted;
        row.part.shown += row.isWanted ? 1 : -1;
        changed.add(row.part);
      }
      for (const part of changed) this.settlePart(part);
    }

    /** Hide a part without rows, what a theme has put around it, and headings of nothing. */
    settlePart(part) {
      const isEmpty = part.shown === 0;
      for (let each = part.element; each !== this.listing; each = each.parentElement) {
        if (each.hidden !== isEmpty) each.hidden = isEmpty;
      }
      for (const heading of part.headings) {
        heading.element.hidden = heading.parts.every((other) => other.shown === 0);
      }
      if (this.isLong) this.estimate(part);
    }

    /** Tell the style sheet how high a part is while it is skipped: it counts the rows. */
    estimate(part) {
      part.element.style.setProperty("--paper-rows", part.shown);
    }

    /** Put the rows of each group into an order; none gives back the listing's own. */
    sort(reviews) {
      const ranks = [];
      reviews.forEach((review, rank) => (ranks[review] = rank));
      const byRank = (one, other) => ranks[one.review] - ranks[other.review];
      this.order = [];
      for (const group of this.groups) {
        const rows = group.flatMap((part) => part.rows);
        this.order.push(...this.refill(group, reviews.length ? rows.sort(byRank) : rows));
      }
    }

    /** List the parts of each group: several lists that follow each other are one. */
    get groups() {
      const groups = [];
      for (const part of this.parts) {
        const before = groups.at(-1)?.at(-1)?.element;
        if (before && before === part.element.previousElementSibling) groups.at(-1).push(part);
        else groups.push([part]);
      }
      return groups;
    }

    refill(group, rows) {
      let next = 0;
      for (const part of group) {
        const moved = document.createDocumentFragment();
        part.shown = 0;
        for (const row of rows.slice(next, next + part.rows.length)) {
          row.part = part;
          part.shown += row.isHidden ? 0 : 1;
          moved.append(row.element);
        }
        part.element.append(moved);
        next += part.rows.length;
        this.settlePart(part);
      }
      return rows;
    }
  }

  // Rows of all pages ---------------------------------------------------------------------------

  /** An address within a page or a site: one that has to be told where it is relative to. */
  const RELATIVE = /^(?![a-z][a-z0-9+.-]*:|[/#])/iu;

  /** Characters for private use, each of which stands for a part of HTML that many rows share. */
  const MARK = /[\ue000-\uf8ff\u{f0000}-\u{ffffd}]/gu;

  /** Tell which part that is; as in core/tokens.py. */
  const numberOf = (mark) => {
    const code = mark.codePointAt(0);
    return code < 0xf0000 ? code - 0xe000 : code - 0xf0000 + 0x1900;
  };

  /** The rows of all pages of a listing, drawn where they match, in the place of the page's own. */
  class Results {
    constructor(rows, box, data, base) {
      this.data = data;
      this.base = base;
      this.own = [...rows.listing.children].filter((child) => child !== box);
      this.element = rows.childWith(rows.parts[0]).cloneNode(true);
      this.part = this.element.matches(PARTS) ? this.element : this.element.querySelector(PARTS);
      this.part.replaceChildren();
      this.part.classList.remove("paper-part");
      this.element.classList.remove(BEYOND);
      this.atOnce = DRAWN_AT_ONCE[this.part.tagName];
      this.isOfTable = this.part.tagName === "TBODY";
      this.parsed = document.createElement("template");
      /** The elements of reviews that have been drawn: the next answer shows many of them again. */
      this.drawn = new Map();
      this.order = [];
      this.answer = 0;
      this.more = make("button", "paper-filter-more");
      this.more.type = "button";
      this.more.addEventListener("click", () => this.go());
      rows.listing.append(this.element, this.more);
      this.hide();
    }

    /** Give back the page's own rows. */
    hide() {
      this.answer += 1;
      this.element.hidden = this.more.hidden = true;
      for (const element of this.own) element.hidden = false;
    }

    /** Show some reviews: a screen full at once, some more after a pause, the rest on request. */
    show(order, words) {
      this.order = order;
      this.words = words;
      this.answer += 1;
      for (const element of this.own) element.hidden = true;
      this.element.hidden = order.length === 0;
      this.part.replaceChildren(...this.rowsUpTo(0, this.atOnce));
      this.tell();
      window.setTimeout((answer) => this.follow(answer), PAUSE, this.answer);
    }

    follow(answer) {
      if (answer !== this.answer) return;
      this.extend(ROWS_ON_REQUEST);
    }

    /** Show more, and lead the keyboard there. */
    go() {
      const first = this.part.children.length;
      this.extend(first + ROWS_ON_REQUEST);
      this.part.children[first]?.querySelector("a")?.focus({ preventScroll: true });
    }

    extend(end) {
      this.part.append(...this.rowsUpTo(this.part.children.length, end));
      this.tell();
    }

    rowsUpTo(start, end) {
      const rows = this.order.slice(start, end).map((review) => this.row(review));
      if (this.isOfTable) {
        rows.forEach((row, at) => (row.className = (start + at) % 2 ? "row-odd" : "row-even"));
      }
      window.MathJax?.typesetPromise?.(rows);
      for (const row of rows) marks?.show(row);
      return rows;
    }

    tell() {
      const count = this.order.length - this.part.children.length;
      this.more.hidden = count <= 0;
      write(this.more, fill(this.words.more, { count }));
    }

    row(review) {
      if (!this.drawn.has(review)) this.drawn.set(review, this.draw(this.data.rows[review]));
      return this.drawn.get(review);
    }

    draw(text) {
      const shared = this.data["paperreview-rows"];
      this.parsed.innerHTML = text.replace(MARK, (mark) => shared[numberOf(mark)]);
      const row = this.parsed.content.firstElementChild;
      for (const name of ["href", "src"]) {
        for (const element of row.querySelectorAll(`[${name}]`)) {
          const address = element.getAttribute(name);
          if (RELATIVE.test(address)) element.setAttribute(name, new URL(address, this.base).href);
        }
      }
      return row;
    }
  }

  // Reviews -----------------------------------------------------------------------------------

  /** What is known of the reviews: which of them match, and how many would. */
  class Reviews {
    constructor(data, rows) {
      this.facets = data.facets;
      this.data = data;
      this.count = data.texts.length;
      this.rowOf = [];
      /** Rows that something else has added or taken away are better left alone. */
      this.isComplete = rows.all.length === (data.rows.length || this.count);
      for (const row of rows.all) {
        if (data.rows.length) row.review = data.rows[row.review];
        this.rowOf[row.review] ??= row;
      }
      this.isBeyond = Array.from(this.rowOf, (row) => Boolean(row?.isBeyond));
      /** How many the listing shows while nobody asks for more. */
      this.limit = this.isBeyond.filter((isBeyond) => !isBeyond).length;
      this.texts = [];
      /** For each review: 0 if it matches, n if only facet n - 1 leaves it out, else -1. */
      this.misses = new Int8Array(this.count);
    }


    /** Read texts before they are asked for, so that the first letter is answered at once. */
    readSome() {
      this.readUpTo(this.texts.length + READ_AT_ONCE);
      if (this.texts.length < this.count) whenIdle(() => this.readSome());
    }

    readUpTo(end) {
      while (this.texts.length < Math.min(end, this.count)) {
        const review = this.texts.length;
        const shown = textOf(this.rowOf[review].element);
        const parts = [shown, this.data.texts[review], this.data.shared];
        for (const facet of this.facets) {
          for (const value of facet.of[review]) parts.push(facet.values[value][2]);
        }
        this.texts.push(fold(parts.join("\n")));
      }
    }

    /** Tell which reviews are of papers that are read; nothing where those are not hidden. */
    hidden(hides) {
      return hides ? this.data.papers.map((papers) => marks.isRead(papers)) : [];
    }

    /** Find the reviews that have every word, and in each facet any of the values chosen. */
    match(text, chosen, hides) {
      const words = wordsOf(text);
      const hidden = this.hidden(hides);
      if (words.length) this.readUpTo(this.count);
      let found = 0;
      for (let review = 0; review < this.count; review += 1) {
        const miss = hidden[review] ? -1 : this.missOf(review, words, chosen);
        this.misses[review] = miss;
        if (miss === 0) found += 1;
      }
      return found;
    }

    missOf(review, words, chosen) {
      for (const word of words) {
        if (!this.texts[review].includes(word)) return -1;
      }
      let miss = 0;
      for (let facet = 0; facet < chosen.length; facet += 1) {
        const wanted = chosen[facet];
        if (wanted.size && !this.facets[facet].of[review].some((value) => wanted.has(value))) {
          if (miss) return -1;
          miss = facet + 1;
        }
      }
      return miss;
    }

    /** Mark the reviews that a listing shows up to its limit, in an order, or in its own. */
    firstOf(order) {
      if (!order.length) return this.isBeyond.map((isBeyond) => (isBeyond ? 0 : 1));
      const first = new Int8Array(this.count);
      for (const review of order.slice(0, this.limit)) first[review] = 1;
      return first;
    }

    get areShown() {
      return this.misses.map((miss) => (miss === 0 ? 1 : 0));
    }

    /** Count for each value of a facet the reviews that match all but that facet. */
    countsOf(facet) {
      const counts = new Array(this.facets[facet].values.length).fill(0);
      this.misses.forEach((miss, review) => {
        if (miss !== 0 && miss !== facet + 1) return;
        for (const value of this.facets[facet].of[review]) counts[value] += 1;
      });
      return counts;
    }
  }

  /** The same of a listing with several pages: its texts are folded, and hold no values of menus. */
  class AllReviews extends Reviews {
    constructor(data) {
      super({ ...data, rows: [] }, { all: [] });
      this.texts = data.texts;
      this.isComplete = true;
      this.limit = this.count;
      this.shared = fold(data.shared);
      this.values = data.facets.map((facet) => facet.values.map((value) => fold(value[2])));
    }

    readSome() {}

    /** Tell for each word which values of each facet have it: a review that has these has it. */
    hitsOf(words) {
      const left = words.filter((word) => !this.shared.includes(word));
      return left.map((word) => {
        const found = this.values.map((values) => values.map((value) => value.includes(word)));
        return { word, facets: found.flatMap((hits, at) => (hits.includes(true) ? [[at, hits]] : [])) };
      });
    }

    match(text, chosen, hides) {
      const hits = this.hitsOf(wordsOf(text));
      const hidden = this.hidden(hides);
      let found = 0;
      for (let review = 0; review < this.count; review += 1) {
        const has = !hidden[review] && hits.every((hit) => this.has(review, hit));
        const miss = has ? this.missOf(review, [], chosen) : -1;
        this.misses[review] = miss;
        if (miss === 0) found += 1;
      }
      return found;
    }

    has(review, { word, facets }) {
      if (this.texts[review].includes(word)) return true;
      return facets.some(([facet, hits]) => this.facets[facet].of[review].some((one) => hits[one]));
    }

    /** List the reviews that match, in an order, or in the listing's own. */
    inOrder(order) {
      const isShown = (review) => this.misses[review] === 0;
      return order.length ? order.filter(isShown) : [...this.misses.keys()].filter(isShown);
    }
  }

  // Controls ----------------------------------------------------------------------------------

  /** The menu of one facet: its values with boxes to tick, made when it is first opened. */
  class Menu {
    constructor(filter, number) {
      this.filter = filter;
      this.number = number;
      this.facet = filter.reviews.facets[number];
      this.chosen = new Set();
      this.items = [];
      this.chip = make("span", "paper-filter-chosen");
      this.summary = make("summary", "", make("span", "", this.facet.label), this.chip);
      this.list = make("ul", "paper-filter-values");
      this.list.setAttribute("aria-label", this.facet.label);
      this.panel = make("div", "paper-filter-panel", this.list);
      if (this.facet.values.length > MANY_VALUES) this.panel.prepend(this.makeSearch());
      this.element = make("details", "paper-filter-menu", this.summary, this.panel);
      this.element.addEventListener("toggle", () => this.element.open && this.opened());
      this.element.addEventListener("focusout", (event) => this.left(event.relatedTarget));
      this.element.addEventListener("keydown", (event) => this.moved(event));
    }

    makeSearch() {
      this.search = make("input", "paper-filter-within");
      this.search.type = "search";
      this.search.autocomplete = "off";
      this.search.spellcheck = false;
      this.search.placeholder = this.filter.words.within;
      this.search.setAttribute("aria-label", `${this.facet.label}: ${this.filter.words.within}`);
      this.search.addEventListener("input", () => this.find());
      return this.search;
    }

    opened() {
      if (!this.element.isConnected) return; // another has taken its place meanwhile
      if (!this.items.length) {
        this.items = this.facet.values.map((value, number) => this.makeItem(value, number));
      }
      this.filter.closeMenus(this);
      this.draw();
      this.arrange();
      if (this.search) {
        this.search.value = "";
        this.find();
      }
      this.place();
    }

    /** Put first what has hits; only when the menu opens: nothing moves under a pointer. */
    arrange() {
      const hits = (item) => item.box.checked || item.count.textContent !== "0";
      const [first, last] = [this.items.filter(hits), this.items.filter((item) => !hits(item))];
      this.list.replaceChildren(...[...first, ...last].map((item) => item.element));
    }

    /** Show the values that have every word that is typed, in any of their names. */
    find() {
      const words = wordsOf(this.search.value);
      for (const item of this.items) {
        item.element.hidden = !words.every((word) => item.text.includes(word));
      }
    }

    /** Open towards the other side where the page ends. */
    place() {
      this.element.classList.remove("paper-filter-back");
      const { left, right } = this.panel.getBoundingClientRect();
      const isOut = left < 0 || right > document.documentElement.clientWidth;
      this.element.classList.toggle("paper-filter-back", isOut);
    }

    makeItem([, label, searched], number) {
      const box = make("input", "");
      box.type = "checkbox";
      const count = make("span", "paper-filter-count");
      const name = make("span", "paper-filter-value", label);
      const element = make("li", "", make("label", "", box, name, count));
      box.addEventListener("change", () => this.choose(number, box.checked));
      return { element, box, count, text: fold(`${label}\n${searched}`) };
    }

    choose(number, isChosen) {
      this.chosen[isChosen ? "add" : "delete"](number);
      this.filter.changed();
    }

    /** Close when the keyboard goes elsewhere; a click on nothing that takes focus does not. */
    left(target) {
      if (target && !this.element.contains(target)) this.close();
    }

    close() {
      this.element.open = false;
    }

    /** Let the arrow keys walk through the values, and back to their search box. */
    moved(event) {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (!step || !this.element.open) return;
      const boxes = [...this.list.querySelectorAll("li:not([hidden]) input")];
      const stops = this.search ? [this.search, ...boxes] : boxes;
      stops[stops.indexOf(document.activeElement) + step]?.focus();
      event.preventDefault();
    }

    /** List what is chosen, each with a button that takes it back. */
    get chips() {
      const numbers = [...this.chosen].sort((one, other) => one - other);
      return numbers.map((number) => this.makeChip(number));
    }

    makeChip(number) {
      const label = this.facet.values[number][1];
      const chip = make("button", "paper-filter-chip", label);
      chip.type = "button";
      chip.title = this.facet.label;
      chip.ariaLabel = `${this.facet.label}: ${label}: ${this.filter.words.remove}`;
      chip.addEventListener("click", () => this.filter.remove(this, number));
      return make("li", "", chip);
    }

    draw() {
      const { size } = this.chosen;
      write(this.chip, size ? String(size) : "");
      this.summary.title = size ? fill(this.filter.words.chosen, { count: size }) : "";
      if (!this.element.open) return;
      const counts = this.filter.reviews.countsOf(this.number);
      this.items.forEach((item, number) => {
        item.box.checked = this.chosen.has(number);
        write(item.count, String(counts[number]));
        item.element.classList.toggle("paper-filter-nothing", counts[number] === 0);
      });
    }
  }

  /** The filter of one listing. */
  class Filter {
    constructor(box, suffix, data) {
      this.box = box;
      this.suffix = suffix;
      this.words = data.words;
      this.sorts = data.sorts;
      /** Where the file of all rows is, where there are more than those of the page. */
      this.source = data.all ? new URL(data.all.uri, document.baseURI).href : "";
      this.hasMarks = Boolean(marks && data.papers);
      this.results = null;
      this.loading = null;
      this.released = Promise.resolve();
      const names = ["q", "sort", ...(data.all?.names ?? data.facets.map((facet) => facet.key))];
      this.names = new Set(names.map((name) => name + suffix));
      this.ownSort = this.sort = data.sort;
      this.rows = new Rows(box.parentElement);
      this.reviews = new Reviews(data, this.rows);
      this.menus = data.facets.map((_facet, number) => new Menu(this, number));
      /** Whether the last change was typed: one entry of the history holds a run of letters. */
      this.isTyping = false;
      /** Whether a syllable is being composed, as in Korean. */
      this.isComposing = false;
      /** Whether the state of the address has been read. */
      this.isStarted = false;
      /** Our parameters in the address, as they were last read or written. */
      this.address = "";
    }

    start() {
      if (!this.reviews.isComplete) {
        this.box.remove(); // and with it the room that the style sheet keeps for it
        return;
      }
      this.makeControls();
      this.box.hidden = false;
      this.draw();
      if (this.source) {
        this.box.addEventListener("pointerdown", () => (this.released = this.whenReleased()));
        this.box.addEventListener("focusin", () => this.load());
      }
      if (this.source && (this.isAsked || this.hides)) this.load();
      else this.restore();
      whenIdle(() => this.reviews.readSome());
    }

    // All pages -----------------------------------------------------------------------------

    /** Tell whether the address asks for something. */
    get isAsked() {
      return [...new URLSearchParams(location.search).keys()].some((name) => this.names.has(name));
    }

    /** Fetch the rows of all pages: once a reader turns to the filter, or the address asks. */
    load() {
      this.loading ??= fetch(this.source)
        .then((answer) => (answer.ok ? answer.json() : Promise.reject(answer.status)))
        .then((data) => this.released.then(() => this.adopt(data)))
        .catch(() => this.remain());
      return this.loading;
    }

    /** Wait for the end of a click: what is under it is not to be replaced in its midst. */
    whenReleased() {
      return new Promise((done) => {
        for (const name of ["pointerup", "pointercancel"]) {
          window.addEventListener(name, () => window.setTimeout(done), { once: true });
        }
      });
    }

    /** Search all pages from now on; what is typed and chosen stays. */
    adopt(data) {
      const state = this.isStarted ? this.parameters : location.search;
      const base = new URL(data.base, this.source).href;
      const open = this.menus.find((menu) => menu.element.open);
      const hasFocus = open?.element.contains(document.activeElement);
      this.rows.sort([]);
      this.rows.show(this.rows.all.map(() => 1));
      this.rows.settle(Infinity);
      this.results = new Results(this.rows, this.box, data, base);
      this.reviews = new AllReviews(data);
      this.sorts = data.sorts;
      this.menus = data.facets.map((_facet, number) => new Menu(this, number));
      const menus = this.menus.map((menu) => menu.element);
      this.box.querySelector(".paper-filter-menus").replaceChildren(...menus);
      this.sorter.replaceChildren(...this.makeSorts());
      this.read(new URLSearchParams(state));
      if (!this.isStarted) this.address = this.parameters;
      const same = open && this.menus.find((menu) => menu.facet.key === open.facet.key);
      if (same) same.element.open = true;
      if (same && hasFocus) same.summary.focus();
      this.isStarted = true;
      this.draw();
    }

    /** Keep to the rows of the page, and say so; from a server, the next try may do better. */
    remain() {
      if (location.protocol !== "file:") this.loading = null;
      this.note.hidden = false;
      write(this.note, this.words.part);
      if (!this.isStarted) this.restore();
      this.isStarted = true;
    }

    makeControls() {
      this.search = make("input", "paper-filter-search");
      this.search.type = "search";
      this.search.autocomplete = "off";
      this.search.spellcheck = false;
      this.search.placeholder = this.words.search;
      this.search.setAttribute("aria-label", this.words.filter);
      this.search.addEventListener("input", (event) => this.typed(event.isComposing));
      this.search.addEventListener("compositionend", () => this.typed(false));
      for (const name of ["change", "blur"]) {
        this.search.addEventListener(name, () => (this.isTyping = false));
      }
      const menus = make("div", "paper-filter-menus", ...this.menus.map((menu) => menu.element));
      this.status = make("p", "paper-filter-status");
      this.status.setAttribute("role", "status");
      this.clearer = make("button", "paper-filter-clear", this.words.clear);
      this.clearer.type = "button";
      this.clearer.addEventListener("click", (event) => this.clear(event.pointerType === "touch"));
      this.note = make("p", "paper-filter-note");
      this.note.setAttribute("role", "status");
      this.note.hidden = true;
      this.chips = make("ul", "paper-filter-chips");
      this.chips.setAttribute("aria-label", this.words.filter);
      const foot = make("div", "paper-filter-foot", this.status, this.clearer, this.makeSorter());
      if (this.hasMarks) foot.lastChild.before(...this.makeMarks());
      this.box.setAttribute("role", "search");
      this.box.setAttribute("aria-label", this.words.filter);
      this.box.append(this.search, menus, this.chips, foot, this.note);
    }

    makeMarks() {
      this.hider = marks.makeHider(() => this.changed());
      this.marksMenu = marks.makeMenu();
      this.marksMenu.element.addEventListener("toggle", () => {
        if (this.marksMenu.element.open) this.closeMenus(this.marksMenu);
      });
      return [this.hider.label, this.marksMenu.element];
    }

    /** Whether a reader hides what is read: not in the address, which others may get. */
    get hides() {
      return Boolean(this.hider?.box.checked);
    }

    makeSorter() {
      this.sorter = make("select", "");
      this.sorter.append(...this.makeSorts());
      this.sorter.addEventListener("change", () => this.changed());
      return make("label", "paper-filter-sort", make("span", "", this.words.sort), this.sorter);
    }

    makeSorts() {
      return this.sorts.map(([key, label]) => {
        const option = make("option", "", label);
        option.value = key;
        return option;
      });
    }

    /** Answer each letter, also those that are still being composed: 카 is found before 카이. */
    typed(isComposing) {
      this.isComposing = isComposing;
      this.draw();
      this.keep(!this.isTyping);
      this.isTyping = true;
    }

    changed() {
      this.isTyping = false;
      this.draw();
      this.keep(true);
    }

    /** The button goes away, and the keyboard needs a place; on a touch screen it would pop up. */
    clear(isTouched = false) {
      this.search.value = "";
      for (const menu of this.menus) menu.chosen.clear();
      this.hider?.clear();
      this.changed();
      if (!isTouched) this.search.focus();
    }

    /** Take back a choice; the keyboard stays where the next one is. */
    remove(menu, number) {
      const at = [...this.chips.querySelectorAll("button")].indexOf(document.activeElement);
      menu.choose(number, false);
      if (at < 0) return;
      const left = this.chips.querySelectorAll("button");
      (left[Math.min(at, left.length - 1)] ?? this.search).focus();
    }

    /** What is searched: a letter that is no syllable yet, as ㅎ on the way to 한, can wait. */
    get text() {
      const text = this.search.value;
      return this.isComposing ? text.replace(/[\u3131-\u318e]+$/u, "") : text;
    }

    get isSet() {
      const isChosen = this.menus.some((menu) => menu.chosen.size);
      return this.search.value.trim() !== "" || isChosen || this.hides;
    }

    /** Bring the page in line with the controls. */
    draw() {
      const chosen = this.menus.map((menu) => menu.chosen);
      const found = this.reviews.match(this.text, chosen, this.hides);
      // On the way to 카이 stands 캉, which nothing may match: what is there stays until it is done.
      if (found === 0 && this.isComposing) return;
      this.hold();
      if (this.results) this.showResults();
      else {
        this.reorder();
        this.rows.show(this.isSet ? this.reviews.areShown : this.reviews.firstOf(this.sortedBy));
      }
      if (this.rows.rest && !this.results) this.rows.rest.hidden = this.isSet;
      for (const menu of this.menus) menu.draw();
      this.drawChips();
      write(this.status, this.say(found));
      this.clearer.hidden = !this.isSet;
    }

    /** Keep the page so long that the browser need not scroll: who types sees the box stay. */
    hold() {
      const listing = this.box.parentElement;
      const rest = document.documentElement.scrollHeight - listing.offsetHeight;
      const needed = this.isSet ? Math.max(0, Math.ceil(window.scrollY) + window.innerHeight - rest) : 0;
      listing.style.minHeight = needed ? `${needed}px` : "";
    }

    /** Show what matches on all pages; where nothing is asked, the page itself. */
    showResults() {
      if (!this.isSet && this.sorter.value === this.ownSort) this.results.hide();
      else this.results.show(this.reviews.inOrder(this.sortedBy), this.words);
    }

    drawChips() {
      const chips = this.menus.flatMap((menu) => menu.chips);
      this.chips.hidden = chips.length === 0;
      const said = (items) => items.map((item) => item.firstChild.ariaLabel).join("\n");
      if (said(chips) !== said([...this.chips.children])) this.chips.replaceChildren(...chips);
    }

    reorder() {
      if (this.sorter.value === this.sort) return;
      this.sort = this.sorter.value;
      this.rows.sort(this.sortedBy);
    }

    /** The reviews in the order that is chosen; none in that of the listing. */
    get sortedBy() {
      return this.sorts.find(([key]) => key === this.sorter.value)[2];
    }

    say(found) {
      const all = this.reviews.count;
      if (found === 0) return this.words.none;
      if (this.source && !this.results && !this.isSet) return fill(this.words.here, { all });
      const shown = this.isSet ? found : Math.min(found, this.reviews.limit);
      if (shown < all) return fill(this.words.some, { shown, all });
      return all === 1 ? this.words.one : fill(this.words.all, { all });
    }

    get allMenus() {
      return this.marksMenu ? [...this.menus, this.marksMenu] : this.menus;
    }

    closeMenus(but = null) {
      for (const menu of this.allMenus) if (menu !== but) menu.close();
    }

    // The address ---------------------------------------------------------------------------

    /** Write what is set as the address says it: `q=…&org=…&org=…&sort=…`. */
    get parameters() {
      const text = this.search.value.trim();
      const named = text ? [["q", text]] : [];
      for (const { chosen, facet } of this.menus) {
        const numbers = [...chosen].sort((one, other) => one - other);
        for (const number of numbers) named.push([facet.key, facet.values[number][0]]);
      }
      if (this.sorter.value !== this.ownSort) named.push(["sort", this.sorter.value]);
      const ours = named.map(([name, value]) => [name + this.suffix, value]);
      return new URLSearchParams(ours).toString();
    }

    /** Keep the state in the address; the state before stays an entry of the history. */
    keep(isNew) {
      const ours = this.parameters;
      if (ours === this.address) return;
      const query = [...this.otherParameters(), ours].filter(Boolean).join("&");
      const address = `${location.pathname}${query ? `?${query}` : ""}${location.hash}`;
      try {
        history[isNew ? "pushState" : "replaceState"](history.state, "", address);
        this.address = ours;
      } catch {
        // Some places have no history (a sandbox), or not so much of it: the filter works on.
      }
    }

    /** List the parameters of the page that are not ours, to the letter. */
    otherParameters() {
      const parts = location.search.slice(1).split("&");
      return parts.filter((part) => !this.names.has([...new URLSearchParams(part).keys()][0]));
    }

    /** Take the state from the address where that has changed. */
    restore() {
      const parameters = new URLSearchParams(location.search);
      const named = [...parameters].filter(([name]) => this.names.has(name));
      const ours = new URLSearchParams(named).toString();
      this.isTyping = false;
      this.isStarted = true;
      if (ours === this.address) return;
      this.address = ours;
      this.isComposing = false;
      this.read(parameters);
      this.draw();
      // The browser scrolls to where the reader was.
      if (!this.results) this.rows.settle(Infinity);
    }

    /** Read parameters; what nobody knows is left aside. */
    read(parameters) {
      const text = parameters.get(`q${this.suffix}`) ?? "";
      const sort = parameters.get(`sort${this.suffix}`) ?? "";
      // What is being typed stays as it is, with the blank at its end.
      if (this.search.value.trim() !== text.trim()) this.search.value = text;
      this.sorter.value = this.sorts.some(([key]) => key === sort) ? sort : this.ownSort;
      for (const menu of this.menus) {
        const numbers = new Map(menu.facet.values.map(([value], number) => [value, number]));
        const values = parameters.getAll(menu.facet.key + this.suffix);
        const known = values.filter((value) => numbers.has(value));
        menu.chosen = new Set(known.map((value) => numbers.get(value)));
      }
    }

    // Keys ----------------------------------------------------------------------------------

    get isOnScreen() {
      const { top, bottom, width } = this.search.getBoundingClientRect();
      return width > 0 && bottom > 0 && top < window.innerHeight;
    }

    /** Close what is open, else clear what is set. */
    escape() {
      const open = this.allMenus.find((menu) => menu.element.open);
      if (open) {
        open.close();
        open.summary.focus();
      } else if (this.isSet) {
        this.clear();
      }
    }
  }

  // The page ----------------------------------------------------------------------------------

  const takesText = (element) =>
    element instanceof HTMLElement &&
    (element.isContentEditable || element.matches("input:not([type=checkbox]), textarea, select"));

  /** Find the filter that a key is meant for. */
  const filterFor = (event, filters) => {
    const focused = document.activeElement;
    if (event.key === "Escape") return filters.find((filter) => filter.box.contains(focused));
    if (event.key !== "/" || takesText(event.composedPath()[0])) return undefined;
    return filters.find((filter) => filter.isOnScreen);
  };

  /** Take `/` and Escape before Sphinx or a theme does, but only where they are meant for us. */
  const onKey = (event, filters) => {
    if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
    const filter = filterFor(event, filters);
    if (!filter) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (event.key === "Escape") filter.escape();
    else filter.search.focus();
  };

  const findBoxes = () => [...document.querySelectorAll(".paper-listing > .paper-filter")];

  // Some themes (press) draw the page anew as their script runs: without scripts, thus without data,
  // and without what others have added to it. So take the data now, and start once that is over.
  const data = findBoxes().map((box) => JSON.parse(box.querySelector("script").textContent));

  const startAll = () => {
    const filters = findBoxes().map(
      (box, number) => new Filter(box, number ? String(number + 1) : "", data[number]),
    );
    for (const filter of filters) filter.start();
    const working = filters.filter((filter) => !filter.box.hidden);
    const restoreAll = () => working.forEach((filter) => filter.restore());
    window.addEventListener("keydown", (event) => onKey(event, working), { capture: true });
    window.addEventListener("popstate", restoreAll);
    window.addEventListener("pageshow", (event) => event.persisted && restoreAll());
    document.addEventListener("pointerdown", (event) => {
      for (const menu of working.flatMap((filter) => filter.allMenus)) {
        if (!event.composedPath().includes(menu.element)) menu.close();
      }
    });
  };

  if (document.readyState === "complete") startAll();
  else document.addEventListener("DOMContentLoaded", startAll);
})();
