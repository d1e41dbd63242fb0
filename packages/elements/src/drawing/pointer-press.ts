/**
 * Runs work after the press of a mouse or finger that is going on has ended. An error that appears while a button is
 * held down would move that button away from under it, and the press would be lost.
 */
let pressed = false;
const waiting: (() => void)[] = [];

function release(): void {
  pressed = false;
  // After the click that belongs to this press.
  setTimeout(() => {
    for (const work of waiting.splice(0)) work();
  });
}

globalThis.addEventListener?.('pointerdown', () => (pressed = true), {capture: true, passive: true});
globalThis.addEventListener?.('pointerup', release, {capture: true, passive: true});
globalThis.addEventListener?.('pointercancel', release, {capture: true, passive: true});

export function afterPress(work: () => void): void {
  if (pressed) waiting.push(work);
  else work();
}
