import { useId, useRef, useState } from 'react';
import type { Answer, Given, Json, Press, View } from '../api.js';
import { Blocks } from '../blocks/blocks.js';
import { initialOf } from '../blocks/given.js';
import { faultsOf } from './checks.js';
import { Field } from './field.js';

/** What a person has typed into one view, by block; it outlives a view pushed on top. */
export type Typed = Map<string, Given>;

export interface FormProps {
  readonly view: View;
  /** How many modals lie on one another, this one included. */
  readonly depth: number;
  readonly typed: Typed;
  readonly submit: (values: Record<string, Given>) => Promise<Answer>;
  readonly press: Press;
  readonly close: () => void;
}

/** The view on top: its blocks, its inputs, and what is wrong under each. */
export const Form = ({ view, depth, typed, submit, press, close }: FormProps) => {
  const { faults, given, change, send, isSending, form, id } = useForm({ view, typed, submit });
  const orphan = faults[''];
  return (
    <form
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <header>
        {depth > 1 && (
          <button type="button" className="plain" aria-label="Back" onClick={close}>
            ‹
          </button>
        )}
        <h2 id={`${view.id}-title`}>{view.title?.text}</h2>
        <button type="button" className="plain" aria-label="Close this window" onClick={close}>
          ✕
        </button>
      </header>
      <div className="inside">
        {orphan && (
          <p className="error" role="alert">
            {orphan}
          </p>
        )}
        {named(view.blocks).map((block) =>
          block.type === 'input' ? (
            <Field
              key={block.block_id}
              block={block}
              id={`${id}${block.block_id}`}
              value={given(block)}
              error={faults[block.block_id]}
              change={(value) => {
                change(block, value);
                if (block.dispatch_action) press(block.element.action_id, value);
              }}
            />
          ) : (
            <Blocks key={block.block_id} blocks={[block]} press={press} />
          ),
        )}
      </div>
      <footer>
        <button type="button" onClick={close}>
          {view.close?.text ?? (view.submit ? 'Cancel' : 'Close')}
        </button>
        {view.submit && (
          <button type="submit" className="primary" disabled={isSending}>
            {view.submit.text}
          </button>
        )}
      </footer>
    </form>
  );
};

/** Slack names blocks that have no name of their own, and so does the workspace. */
const named = (blocks: readonly Json[]): Json[] =>
  blocks.map((block, index) => ({ ...block, block_id: block.block_id ?? `b${index}` }));

const useForm = ({ view, typed, submit }: Pick<FormProps, 'view' | 'typed' | 'submit'>) => {
  const [, redraw] = useState(0);
  const [faults, setFaults] = useState<Readonly<Record<string, string>>>({});
  const [isSending, setSending] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const id = useId();
  const keyOf = (block: Json): string => `${view.id}/${block.block_id}/${block.element.action_id}`;
  const given = (block: Json): Given => typed.get(keyOf(block)) ?? initialOf(block.element);
  const show = (found: Readonly<Record<string, string>>): void => {
    setFaults(found);
    const first = named(view.blocks).find((block) => found[block.block_id]);
    if (!first) return;
    const input = form.current?.querySelector<HTMLElement>(`#${CSS.escape(`${id}${first.block_id}`)}`);
    (input?.querySelector('input') ?? input)?.focus();
  };
  const send = async (): Promise<void> => {
    const blocks = named(view.blocks);
    const own = faultsOf(blocks, given);
    if (Object.keys(own).length) return show(own);
    const inputs = blocks.filter(({ type }) => type === 'input');
    setSending(true);
    const { errors = {}, error } = await submit(
      Object.fromEntries(inputs.map((block) => [block.block_id, given(block)])),
    );
    setSending(false);
    show(error ? { ...errors, '': `${error} Try again.` } : errors);
  };
  const change = (block: Json, value: Given): void => {
    typed.set(keyOf(block), value);
    redraw((times) => times + 1);
  };
  return { faults, given, change, send, isSending, form, id };
};
