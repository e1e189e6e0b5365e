import { useId, useLayoutEffect, useRef } from 'react';
import type { Json } from '../api.js';
import { Text } from './text.js';

interface ConfirmProps {
  /** Slack's confirmation object. */
  readonly confirm: Json;
  readonly answer: (answer: 'confirm' | 'deny') => void;
}

/** Asks once more before something is sent. */
export const Confirm = ({ confirm, answer }: ConfirmProps) => {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useLayoutEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    return () => shown?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      className="confirm"
      aria-modal="true"
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-text`}
      onCancel={(event) => {
        event.preventDefault();
        event.stopPropagation();
        answer('deny');
      }}
    >
      <h2 id={`${id}-title`}>{confirm.title.text}</h2>
      <div className="inside" id={`${id}-text`}>
        <Text text={confirm.text} />
      </div>
      <footer>
        <button type="button" onClick={() => answer('deny')}>
          {confirm.deny.text}
        </button>
        <button
          type="button"
          className={confirm.style === 'danger' ? 'danger' : 'primary'}
          onClick={() => answer('confirm')}
        >
          {confirm.confirm.text}
        </button>
      </footer>
    </dialog>
  );
};
