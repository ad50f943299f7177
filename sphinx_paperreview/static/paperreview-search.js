/*
 * Lets Sphinx's search find each part of a Korean, Chinese or Japanese word.
 *
 * Sphinx looks for parts only from the third letter on, only where the word is no term itself,
 * and drops shorter words from a query of several. Loaded on the search page alone, behind
 * searchtools.js. Words of other scripts are left to Sphinx.
 */
"use strict";

(() => {
  if (typeof Search === "undefined") return; // a theme with a search of its own

  // Sphinx 9.0 names a stemmer for Chinese that is not there, and searches for nothing.
  if (typeof Stemmer === "undefined" && typeof EnglishStemmer !== "undefined") {
    window.Stemmer = EnglishStemmer;
  }

  const EAST = /[\p{scx=Hang}\p{scx=Hani}\p{scx=Hira}\p{scx=Kana}\p{scx=Bopo}]/u;
  const isEast = (word) => EAST.test(word);
  const sphinx = Search.performTermsSearch;
  const query = Search.query;

  /** Write a result as Sphinx does. */
  const rowOf = (file, score) => {
    const { docnames, titles, filenames } = Search._index;
    return [docnames[file], titles[file], "", null, score, filenames[file], SearchResultKind.text];
  };

  const PROBE = {
    docnames: ["a", "b"],
    filenames: ["c", "d"],
    titles: ["e", "f"],
    terms: { 가나다: 0, 가: 1 },
    titleterms: {},
  };

  /** Look what Sphinx makes of a small index: whether it is able by itself, and whether known. */
  const probe = () => {
    const index = Search._index;
    const found = (...words) => sphinx(new Set(words), new Set());
    Search._index = PROBE;
    try {
      const isWhole = found("가", "나").length === 1 && found("가나다", "라").length === 0;
      const isAble = isWhole && found("가").length === 2;
      const [row] = found("가나다");
      return { isAble, isKnown: JSON.stringify(row) === JSON.stringify(rowOf(0, Scorer.term)) };
    } catch {
      return { isAble: false, isKnown: false };
    } finally {
      Search._index = index;
    }
  };

  /** The terms of a table of the index, by their letters. */
  class Terms {
    constructor(table) {
      this.table = table;
      this.names = Object.keys(table).filter(isEast);
      this.byLetter = new Map();
      this.names.forEach((name, number) => {
        for (let at = 0; at < name.length; at++) this.#note(name.charCodeAt(at), number);
      });
    }

    #note(letter, number) {
      const numbers = this.byLetter.get(letter);
      if (!numbers) this.byLetter.set(letter, [number]);
      else if (numbers[numbers.length - 1] !== number) numbers.push(number);
    }

    filesOf(name) {
      const files = this.table[name];
      return files.length === undefined ? [files] : files;
    }

    /** Yield the terms of which a word is a part: only those with its rarest letter are asked. */
    *holding(word) {
      let rarest = this.byLetter.get(word.charCodeAt(0)) ?? [];
      for (let at = 1; at < word.length; at++) {
        const numbers = this.byLetter.get(word.charCodeAt(at)) ?? [];
        if (numbers.length < rarest.length) rarest = numbers;
      }
      for (const number of rarest) {
        if (this.names[number].includes(word)) yield this.names[number];
      }
    }
  }

  const known = new WeakMap();
  const termsOf = (table) => {
    if (!known.has(table)) known.set(table, new Terms(table));
    return known.get(table);
  };

  const NOT = -Infinity;

  /** Give each page the best of the scores that a word has there, in any place; else `NOT`. */
  const scoresOf = (word) => {
    const { terms, titleterms, docnames } = Search._index;
    const scores = new Float64Array(docnames.length).fill(NOT);
    let left = docnames.length;
    const note = (table, names, score) => {
      for (const name of names) {
        // A letter that is on each page stands in a tenth of all terms.
        if (left === 0 && score === Scorer.partialTerm) return;
        for (const file of table.filesOf(name)) {
          if (scores[file] === NOT) left--;
          if (scores[file] < score) scores[file] = score;
        }
      }
    };
    const [inTexts, inTitles] = [termsOf(terms), termsOf(titleterms)];
    if (Object.hasOwn(titleterms, word)) note(inTitles, [word], Scorer.title);
    if (Object.hasOwn(terms, word)) note(inTexts, [word], Scorer.term);
    note(inTitles, inTitles.holding(word), Scorer.partialTitle);
    note(inTexts, inTexts.holding(word), Scorer.partialTerm);
    return scores;
  };

  /** Give each page that holds all words the best of their scores. */
  const scoresOfAll = ([first, ...others]) => {
    let all = scoresOf(first);
    for (const word of others) {
      const scores = scoresOf(word);
      all = all.map((best, file) => {
        const isOut = best === NOT || scores[file] === NOT;
        return isOut ? NOT : Math.max(best, scores[file]);
      });
    }
    return all;
  };

  /** Search as Sphinx does; words in these scripts by their parts. */
  const performTermsSearch = (required, excluded) => {
    const east = [...required].filter(isEast);
    if (!east.length) return sphinx(required, excluded);
    const others = [...required].filter((word) => !isEast(word));
    const { docnames } = Search._index;
    const without = [...excluded].map(scoresOf);
    const scores = scoresOfAll(east);
    const isFound = (file) => scores[file] !== NOT && without.every((has) => has[file] === NOT);
    const files = [...docnames.keys()].filter(isFound);
    if (!others.length) return files.map((file) => rowOf(file, scores[file]));
    const byName = new Map(files.map((file) => [docnames[file], scores[file]]));
    const rows = sphinx(new Set(others), new Set()).filter(([docname]) => byName.has(docname));
    for (const row of rows) row[4] = Math.max(row[4], byName.get(row[0]));
    return rows;
  };

  const { isAble, isKnown } = probe();
  if (isAble) return;
  if (!isKnown) {
    console.warn("paperreview-search.js does not know this Sphinx, whose own search is used.");
    return;
  }
  Search.performTermsSearch = performTermsSearch;
  // Composed before it is cut into words: か and a mark would be two.
  Search.query = (text) => query(isEast(text) ? text.normalize("NFC") : text);
})();
