// Contrast of each visible text that we draw with what lies behind it (WCAG 2.1, 1.4.3).
() => {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 1;
  const pen = canvas.getContext("2d", { willReadFrequently: true });

  const paint = (colours) => {
    pen.clearRect(0, 0, 1, 1);
    for (const colour of colours) {
      pen.fillStyle = colour;
      pen.fillRect(0, 0, 1, 1);
    }
    return [...pen.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };

  const linear = (value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);

  const luminance = (colours) => {
    const [red, green, blue] = paint(colours).map((value) => linear(value / 255));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };

  const grounds = (element) => {
    const found = [];
    for (let each = element; each; each = each.parentElement) {
      found.unshift(getComputedStyle(each).backgroundColor);
    }
    return ["white", ...found];
  };

  const contrast = (element) => {
    const under = grounds(element);
    const one = luminance(under);
    const other = luminance([...under, getComputedStyle(element).color]);
    return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
  };

  const result = [];
  const ours = ".paper-head, .paper-card, .paper-list, .paper-post, .paper-posts, .paper-neighbours, " +
    ".paper-groups, .paper-facts, .paper-filter, .paper-reading-list";
  for (const root of document.querySelectorAll(ours)) {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const element = walker.currentNode.parentElement;
      const text = walker.currentNode.data.trim();
      if (text && element.checkVisibility({ visibilityProperty: true })) {
        result.push([contrast(element), `${element.className}: ${text.slice(0, 40)}`]);
      }
    }
  }
  return result;
}
