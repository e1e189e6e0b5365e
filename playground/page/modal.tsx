import { useEffect, useRef, useState } from 'react';
import type { Json, Person, View } from './api.js';
import { Blocks } from './blocks.js';

interface ModalProps {
  readonly view: View;
  readonly people: readonly Person[];
  readonly submit: (values: Record<string, string>) => Promise<Record<string, string>>;
  readonly close: () => void;
}

/** A window over everything, with its inputs and what is wrong under each. */
export const Modal = ({ view, people, submit, close }: ModalProps) => {
  const [values, setValues] = useState<Record<string, string>>({});
  const [errors, setErrors] = useState<Record<string, string>>({});
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  const send = async (): Promise<void> => setErrors(await submit(values));
  return (
    <dialog ref={dialog} aria-label={view.title.text} onCancel={close}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <h2>{view.title.text}</h2>
        <div className="inside">
          {view.blocks.map((block, index) =>
            block.type === 'input' ? (
              <Input
                key={block.block_id ?? index}
                block={block}
                error={errors[block.block_id]}
                change={(value) => setValues((known) => ({ ...known, [block.element.action_id]: value }))}
              />
            ) : (
              <Blocks key={index} blocks={[block]} people={people} press={() => {}} />
            ),
          )}
        </div>
        <footer>
          <button type="button" onClick={close}>
            {view.close?.text ?? 'Close'}
          </button>
          {view.submit && (
            <button type="submit" className="primary">
              {view.submit.text}
            </button>
          )}
        </footer>
      </form>
    </dialog>
  );
};

const Input = ({
  block,
  error,
  change,
}: {
  block: Json;
  error: string | undefined;
  change: (value: string) => void;
}) => {
  const { element } = block;
  const id = `input-${block.block_id}`;
  const isChoice = element.type === 'static_select';
  return (
    <div className="input">
      <label htmlFor={id}>
        {block.label.text}
        {block.optional && <small> (optional)</small>}
      </label>
      {isChoice ? (
        <select
          id={id}
          defaultValue={element.initial_option?.value ?? ''}
          onChange={(event) => change(event.target.value)}
        >
          <option value="">Choose…</option>
          {element.options.map((option: Json) => (
            <option key={option.value} value={option.value}>
              {option.text.text}
            </option>
          ))}
        </select>
      ) : element.multiline ? (
        <textarea
          id={id}
          rows={6}
          defaultValue={element.initial_value}
          onChange={(event) => change(event.target.value)}
        />
      ) : (
        <input
          id={id}
          defaultValue={element.initial_value}
          onChange={(event) => change(event.target.value)}
        />
      )}
      {block.hint && <small>{block.hint.text}</small>}
      {error && (
        <p className="error" role="alert">
          {error}
        </p>
      )}
    </div>
  );
};
