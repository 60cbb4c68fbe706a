// What is shown of telemetry is text, always: nothing here or elsewhere takes markup.

const SVG = 'http://www.w3.org/2000/svg';

function fill(node, properties, children) {
  for (const [name, value] of Object.entries(properties)) {
    if (typeof value === 'function') {
      node.addEventListener(name, value);
    } else if (value !== undefined && value !== null && value !== false) {
      node.setAttribute(name, value === true ? '' : String(value));
    }
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

/** An element; functions among its properties listen to events. */
export function el(tag, properties = {}, ...children) {
  return fill(document.createElement(tag), properties, children);
}

export function svg(tag, properties = {}, ...children) {
  return fill(document.createElementNS(SVG, tag), properties, children);
}

export function option(value, text = value) {
  const node = el('option', { value });
  node.textContent = text;
  return node;
}

/** A link within the page. */
export function link(href, ...children) {
  return el('a', { href }, ...children);
}

export function levelBadge(item) {
  return el('span', { class: `level level-${item.level}` }, item.levelText);
}

/** Puts text on the clipboard, also where the page's address is not one the browser trusts. */
export async function copy(text) {
  if (navigator.clipboard) {
    await navigator.clipboard.writeText(text);
    return;
  }
  const area = el('textarea', { class: 'off-screen' });
  area.value = text;
  document.body.append(area);
  area.select();
  const copied = document.execCommand('copy');
  area.remove();
  if (!copied) {
    throw new Error('the browser does not copy');
  }
}

/** Calls it once for all calls until the next frame, or soon in a page that is not seen. */
export function eachFrame(action) {
  let asked = false;
  return () => {
    if (asked) {
      return;
    }
    asked = true;
    const run = () => {
      if (asked) {
        asked = false;
        action();
      }
    };
    requestAnimationFrame(run);
    setTimeout(run, 200);
  };
}
