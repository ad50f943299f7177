// How well a colour is seen on what lies behind an element (WCAG 2.1, 1.4.3 and 1.4.11): text, or a
// dot and the ring around it. `contrast.js` and `dots.js` begin with this.
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

const contrast = (element, colour) => {
  const under = grounds(element);
  const one = luminance(under);
  const other = luminance([...under, colour]);
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
};
