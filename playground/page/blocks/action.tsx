import { useState } from 'react';
import type { Given, Json, Press } from '../api.js';
import { Confirm } from './confirm.js';
import { Control } from './control.js';
import { withEmoji } from './emoji.js';
import { initialOf } from './given.js';
import { Menu } from './menu.js';

/** Something to press or to choose from, outside a form: it is sent at once, or after a confirmation. */
export const Action = ({ element, press }: { element: Json; press: Press }) => {
  const [asked, setAsked] = useState<{ readonly value: Given | undefined } | null>(null);
  const [held, setHeld] = useState<Given>(() => initialOf(element));
  const send = (value: Given | undefined): void => {
    if (value !== undefined) setHeld(value);
    press(element.action_id, value);
  };
  const wish = (value?: Given): void => (element.confirm ? setAsked({ value }) : send(value));
  return (
    <>
      <Face element={element} held={held} wish={wish} />
      {asked && (
        <Confirm
          confirm={element.confirm}
          answer={(answer) => {
            setAsked(null);
            if (answer === 'confirm') send(asked.value);
          }}
        />
      )}
    </>
  );
};

interface FaceProps {
  readonly element: Json;
  readonly held: Given;
  readonly wish: (value?: Given) => void;
}
const Face = ({ element, held, wish }: FaceProps) => {
  if (element.type === 'button') return <Button element={element} wish={wish} />;
  if (element.type === 'overflow') {
    const items = element.options.map((option: Json) => ({
      key: option.value,
      label: withEmoji(option.text.text),
      choose: () => wish(option.value),
    }));
    return <Menu name="More actions" face="…" items={items} />;
  }
  const name = element.placeholder?.text ?? element.type.replaceAll('_', ' ');
  return <Control element={element} value={held} change={wish} name={name} />;
};

const Button = ({ element, wish }: Omit<FaceProps, 'held'>) => (
  <button
    type="button"
    className={element.style ?? ''}
    aria-label={element.accessibility_label}
    onClick={() => {
      if (element.url) window.open(element.url, '_blank', 'noreferrer');
      wish();
    }}
  >
    {withEmoji(element.text.text)}
    {element.url && (
      <span className="leaves" aria-hidden="true">
        {' '}
        ↗
      </span>
    )}
  </button>
);
