import { type RefObject, useLayoutEffect, useRef } from 'react';
import type { Snapshot } from './api.js';

/** Keeps what a person looks at in its place while messages come, go and change, and follows the newest. */
export const useStay = (room: RefObject<HTMLDivElement | null>, now: Snapshot, channel: string) => {
  const kept = useRef({ channel: '', isAtEnd: true, anchor: null as Anchor | null, focused: '' });
  const { messages } = now;
  // biome-ignore lint/correctness/useExhaustiveDependencies: new messages are what moves things.
  useLayoutEffect(() => {
    const shown = room.current;
    if (!shown) return;
    const { current } = kept;
    if (current.channel !== channel) Object.assign(current, { channel, isAtEnd: true, focused: '' });
    const { anchor } = current;
    const still = anchor && shown.querySelector<HTMLElement>(`[data-ts="${anchor.ts}"]`);
    if (current.isAtEnd) shown.scrollTop = shown.scrollHeight;
    else if (still) shown.scrollTop += topOf(still, shown) - anchor.top;
    current.anchor = anchorIn(shown);
    // A button that was pressed may be gone with the change; its card keeps the focus.
    if (current.focused && document.activeElement === document.body)
      shown.querySelector<HTMLElement>(`[data-ts="${current.focused}"]`)?.focus({ preventScroll: true });
  }, [room, messages, channel]);
  return {
    scrolled: (shown: HTMLElement) => {
      kept.current.isAtEnd =
        now.newer === 0 && shown.scrollHeight - shown.scrollTop - shown.clientHeight < nearEndPx;
      kept.current.anchor = anchorIn(shown);
    },
    focused: (target: Element | null) => {
      kept.current.focused = target?.closest<HTMLElement>('[data-ts]')?.dataset.ts ?? '';
    },
    toEnd: () => {
      kept.current.isAtEnd = true;
    },
  };
};

interface Anchor {
  readonly ts: string;
  readonly top: number;
}
const nearEndPx = 40;

const topOf = (element: Element, room: Element): number =>
  element.getBoundingClientRect().top - room.getBoundingClientRect().top;

/** The first message in sight. */
const anchorIn = (room: Element): Anchor | null => {
  for (const element of room.querySelectorAll<HTMLElement>('[data-ts]')) {
    const top = topOf(element, room);
    if (top + element.offsetHeight > 0) return { ts: element.dataset.ts ?? '', top };
  }
  return null;
};
