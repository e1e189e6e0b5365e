import { type KeyboardEvent, useId, useState } from 'react';
import type { Features } from './api.js';

interface ComposerProps {
  readonly name: string;
  readonly commands: Features['commands'];
  readonly send: (text: string) => void;
}

/** Where one writes; a slash shows what the app can be asked. */
export const Composer = ({ name, commands, send }: ComposerProps) => {
  const [text, setText] = useState('');
  const [active, setActive] = useState(-1);
  const id = useId();
  const hints = text.startsWith('/') ? hintsFor(commands, text) : [];
  const choose = (hint: Hint): void => {
    setText(hint.text);
    setActive(-1);
  };
  const steer = (event: KeyboardEvent): void => {
    const chosen = hints[active];
    if (event.key === 'ArrowDown' && hints.length) setActive((active + 1) % hints.length);
    else if (event.key === 'ArrowUp' && hints.length) setActive((active - 1 + hints.length) % hints.length);
    else if ((event.key === 'Enter' || event.key === 'Tab') && chosen) choose(chosen);
    else if (event.key === 'Escape' && active >= 0) setActive(-1);
    else return;
    event.preventDefault();
  };
  return (
    <form
      className="composer"
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim()) send(text.trim());
        setText('');
      }}
    >
      {hints.length > 0 && (
        <div className="hints" role="listbox" id={`${id}-hints`} aria-label="What you can ask">
          {hints.map((hint, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the input that owns the list handles the keys.
            <div
              key={hint.text}
              id={`${id}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === active}
              onClick={() => choose(hint)}
            >
              <b>{hint.text}</b> <span className="quiet">{hint.words}</span>
            </div>
          ))}
        </div>
      )}
      <input
        role="combobox"
        aria-label={name}
        aria-autocomplete="list"
        aria-expanded={hints.length > 0}
        aria-controls={`${id}-hints`}
        aria-activedescendant={active >= 0 ? `${id}-${active}` : undefined}
        autoComplete="off"
        placeholder={commands.length ? `${name}, or / for commands` : name}
        value={text}
        onKeyDown={steer}
        onChange={(event) => {
          setText(event.target.value);
          setActive(-1);
        }}
      />
    </form>
  );
};

interface Hint {
  readonly text: string;
  readonly words: string;
}

/** Every command with each form that its usage hint names; what has a blank to fill ends before it. */
const hintsFor = (commands: Features['commands'], typed: string): Hint[] =>
  commands
    .flatMap(({ command, description, usage_hint = '' }) => [
      { text: command, words: [description, usage_hint].filter(Boolean).join(' · ') },
      ...usage_hint
        .split('|')
        .map((form) => form.trim())
        .filter(Boolean)
        .map((form) => ({
          text: `${command} ${form.replace(/\s*(?:\S*…|[<[].*)$/, ' ')}`,
          words: form.includes('…') ? form : '',
        })),
    ])
    .filter(({ text }) => text.startsWith(typed) && text !== typed);
