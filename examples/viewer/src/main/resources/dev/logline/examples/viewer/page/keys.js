// Keys: j and k are arrows, and what a view does not know the page does.

const ALIASES = { j: 'ArrowDown', k: 'ArrowUp' };

function isTyping(target) {
  return target.matches('input, textarea, select');
}

/** Has the keys go to the actions by their names, or else to the view that there is. */
export function listen(view, actions, help) {
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || help.open) {
      return;
    }
    const { target } = event;
    if (isTyping(target)) {
      if (event.key === 'Escape' || (event.key === 'Enter' && target.matches('input'))) {
        target.blur();
        actions.focus();
        event.preventDefault();
      }
      return;
    }
    // Enter on a button or a link is that one's.
    if (event.key === 'Enter' && target.matches('a, button')) {
      return;
    }
    const key = ALIASES[event.key] || event.key;
    if (view().key?.(key)) {
      event.preventDefault();
    } else if (actions[key]) {
      actions[key]();
      event.preventDefault();
    }
  });
}
