// How many texts are seen, and those of less contrast than 4.5 : 1, as WCAG's AA asks.
(() => {
  const channels = (colour) => (colour.match(/[\d.]+/g) || [0, 0, 0, 0]).map(Number);
  const over = (front, back) => {
    const alpha = front[3] ?? 1;
    return [0, 1, 2].map((i) => front[i] * alpha + back[i] * (1 - alpha));
  };
  const luminance = (colour) => {
    const [r, g, b] = colour.map((c) => c / 255)
      .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = (element) => {
    const layers = [];
    for (let at = element; at; at = at.parentElement) {
      layers.push(channels(getComputedStyle(at).backgroundColor));
    }
    return layers.reverse().reduce((back, front) => over(front, back), [255, 255, 255]);
  };
  const contrast = (a, b) => {
    const [x, y] = [luminance(a), luminance(b)].sort((m, n) => n - m);
    return (x + 0.05) / (y + 0.05);
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const poor = [];
  let texts = 0;
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    const text = walker.currentNode.textContent.trim();
    if (!text || !element.checkVisibility() || element.matches('noscript, option')) {
      continue;
    }
    texts++;
    // A length in a bar is on the bar, which is its neighbour and not its parent.
    const bar = element.matches('.inside') && element.parentElement.querySelector('.wf-bar');
    const back = ground(bar || element);
    const ratio = contrast(over(channels(getComputedStyle(element).color), back), back);
    if (ratio < 4.5) {
      poor.push(`${ratio.toFixed(2)} ${element.className} ${text.slice(0, 40)}`);
    }
  }
  return { texts, poor };
})()
