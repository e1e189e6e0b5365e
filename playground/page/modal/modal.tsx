import { useEffect, useLayoutEffect, useRef } from 'react';
import { Form, type FormProps } from './form.js';

/** A window over everything. Escape closes it, focus stays in it and then goes back to where it was. */
export const Modal = (props: FormProps) => {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    // Closing before React takes it away lets the browser give the focus back.
    return () => shown?.close();
  }, []);
  const { id } = props.view;
  useEffect(() => {
    const inside = dialog.current?.querySelector<HTMLElement>(`[data-view="${id}"] .inside`);
    inside?.querySelector<HTMLElement>('input, textarea, select, button')?.focus();
  }, [id]);
  return (
    <dialog
      ref={dialog}
      aria-modal="true"
      aria-labelledby={`${id}-title`}
      onCancel={(event) => {
        event.preventDefault();
        props.close();
      }}
    >
      <div data-view={id}>
        <Form key={id} {...props} />
      </div>
    </dialog>
  );
};
