import { type InputHTMLAttributes, type ReactNode, useId } from 'react';
import type { Given, Json } from '../api.js';
import { severalOf, single } from './given.js';

export interface ControlProps {
  readonly element: Json;
  readonly value: Given;
  readonly change: (value: Given) => void;
  /** What it is called when no visible label stands beside it. */
  readonly name?: string;
  readonly id?: string;
  readonly labelledBy?: string;
  readonly describedBy?: string;
  readonly isWrong?: boolean;
}

export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly description?: string;
  readonly group?: string;
}
type ChoiceProps = ControlProps & { readonly choices: readonly Choice[] };

/** One of a list that drops down. */
export const Drop = ({ element, choices, value, change, name, id, describedBy, isWrong }: ChoiceProps) => (
  <select
    id={id}
    aria-label={name}
    aria-describedby={describedBy}
    aria-invalid={isWrong || undefined}
    value={single(value)}
    onChange={(event) => change(event.target.value)}
  >
    <option value="">{element.placeholder?.text ?? 'Choose…'}</option>
    {grouped(choices).map(([group, inside]) =>
      group ? (
        <optgroup key={group} label={group}>
          {inside.map(optionOf)}
        </optgroup>
      ) : (
        inside.map(optionOf)
      ),
    )}
  </select>
);

const optionOf = ({ value, label, description }: Choice) => (
  <option key={value} value={value}>
    {description ? `${label} – ${description}` : label}
  </option>
);

/** One of a few that are all in sight. */
export const OneOf = (props: ChoiceProps) => {
  const name = useId();
  const { choices, value, change } = props;
  return (
    <Group {...props}>
      {choices.map((choice) => (
        <Line
          key={choice.value}
          choice={choice}
          input={{
            type: 'radio',
            name,
            checked: single(value) === choice.value,
            onChange: () => change(choice.value),
          }}
        />
      ))}
    </Group>
  );
};

/** Several of a list. */
export const Many = (props: ChoiceProps) => {
  const chosen = severalOf(props.value);
  const toggle = (value: string): void =>
    props.change(chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value]);
  return (
    <Group {...props}>
      {grouped(props.choices).map(([group, inside]) => (
        <div key={group}>
          {group && <small className="group">{group}</small>}
          {inside.map((choice) => (
            <Line
              key={choice.value}
              choice={choice}
              input={{
                type: 'checkbox',
                checked: chosen.includes(choice.value),
                onChange: () => toggle(choice.value),
              }}
            />
          ))}
        </div>
      ))}
    </Group>
  );
};

const Group = ({ children, element, name, id, labelledBy, describedBy }: GroupProps) => (
  <fieldset
    id={id}
    className={element.type.startsWith('multi_') ? 'choices listed' : 'choices'}
    aria-label={labelledBy ? undefined : name}
    aria-labelledby={labelledBy}
    aria-describedby={describedBy}
  >
    {children}
  </fieldset>
);
type GroupProps = ChoiceProps & { readonly children: ReactNode };

const Line = ({ choice, input }: { choice: Choice; input: InputHTMLAttributes<HTMLInputElement> }) => {
  const id = useId();
  return (
    <div className="choice">
      <input id={id} {...input} aria-describedby={choice.description ? `${id}-more` : undefined} />
      <label htmlFor={id}>{choice.label}</label>
      {choice.description && <small id={`${id}-more`}>{choice.description}</small>}
    </div>
  );
};

const grouped = (choices: readonly Choice[]): (readonly [string, readonly Choice[]])[] => {
  const groups = new Map<string, Choice[]>();
  for (const choice of choices)
    groups.set(choice.group ?? '', [...(groups.get(choice.group ?? '') ?? []), choice]);
  return [...groups];
};
