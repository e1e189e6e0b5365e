import type { Given, Json } from '../api.js';
import { Control } from '../blocks/control.js';
import { single } from '../blocks/given.js';

interface FieldProps {
  readonly block: Json;
  readonly id: string;
  readonly value: Given;
  readonly error: string | undefined;
  readonly change: (value: Given) => void;
}

const grouped = /^(?:radio_buttons|checkboxes|multi_.*)$/;

/** One input with its label, its hint, how much still fits, and what is wrong with it. */
export const Field = ({ block, id, value, error, change }: FieldProps) => {
  const { element, label, hint, optional } = block;
  const left = charactersLeft(element, value);
  const described = [hint && `${id}-hint`, left !== null && `${id}-left`, error && `${id}-error`].filter(
    Boolean,
  );
  const words = (
    <>
      {label.text}
      {optional && <small> (optional)</small>}
    </>
  );
  const isGroup = grouped.test(element.type);
  return (
    <div className={error ? 'input wrong' : 'input'}>
      {isGroup ? (
        <div className="label" id={`${id}-label`}>
          {words}
        </div>
      ) : (
        <label className="label" htmlFor={id}>
          {words}
        </label>
      )}
      <Control
        element={element}
        id={id}
        value={value}
        change={change}
        isWrong={Boolean(error)}
        {...(isGroup ? { labelledBy: `${id}-label` } : {})}
        {...(described.length ? { describedBy: described.join(' ') } : {})}
      />
      {left !== null && (
        <small className={left < 0 ? 'left over' : 'left'} id={`${id}-left`}>
          {left < 0 ? `${-left} too many` : `${left} left`}
        </small>
      )}
      {error && (
        <p className="error" role="alert" id={`${id}-error`}>
          {error}
        </p>
      )}
      {hint && (
        <small className="hint" id={`${id}-hint`}>
          {hint.text}
        </small>
      )}
    </div>
  );
};

const nearTheEnd = 0.8;

/** Null while there is plenty of room. */
const charactersLeft = (element: Json, value: Given): number | null => {
  if (element.type !== 'plain_text_input' || element.max_length === undefined) return null;
  const used = single(value).length;
  return used >= element.max_length * nearTheEnd ? element.max_length - used : null;
};
