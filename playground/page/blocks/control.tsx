import type { Json } from '../api.js';
import { usePlace } from '../place.js';
import { type Choice, type ControlProps, Drop, Many, OneOf } from './choices.js';
import { single } from './given.js';

/** Any of Slack's inputs. */
export const Control = (props: ControlProps) => {
  const choices = useChoices(props.element);
  switch (props.element.type) {
    case 'static_select':
    case 'users_select':
    case 'channels_select':
    case 'conversations_select':
      return <Drop {...props} choices={choices} />;
    case 'radio_buttons':
      return <OneOf {...props} choices={choices} />;
    case 'checkboxes':
    case 'multi_static_select':
    case 'multi_users_select':
    case 'multi_channels_select':
    case 'multi_conversations_select':
      return <Many {...props} choices={choices} />;
    default:
      return <Written {...props} />;
  }
};

const kinds: Readonly<Record<string, string>> = {
  number_input: 'text',
  email_text_input: 'email',
  url_text_input: 'url',
  datepicker: 'date',
  timepicker: 'time',
  datetimepicker: 'datetime-local',
};

const Written = ({ element, value, change, name, id, describedBy, isWrong }: ControlProps) => {
  const isInstant = element.type === 'datetimepicker';
  const common = {
    id,
    'aria-label': name,
    'aria-describedby': describedBy,
    'aria-invalid': isWrong || undefined,
    placeholder: element.placeholder?.text,
    value: isInstant ? localText(single(value)) : single(value),
  };
  if (element.multiline)
    return <textarea {...common} rows={6} onChange={(event) => change(event.target.value)} />;
  return (
    <input
      {...common}
      type={kinds[element.type] ?? 'text'}
      inputMode={element.type === 'number_input' ? 'decimal' : undefined}
      onChange={(event) => change(isInstant ? secondsText(event.target.value) : event.target.value)}
    />
  );
};

/** Slack counts seconds; the browser's input shows local time. */
const localText = (seconds: string): string => {
  if (!seconds) return '';
  const at = new Date(Number(seconds) * 1_000);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
};
const secondsText = (local: string): string => (local ? String(new Date(local).getTime() / 1_000) : '');

const useChoices = (element: Json): readonly Choice[] => {
  const { people, channels } = usePlace();
  const { type } = element as { type: string };
  if (type.endsWith('users_select'))
    return people.filter(({ isBot }) => !isBot).map(({ id, name }) => ({ value: id, label: name }));
  if (type.endsWith('channels_select') || type.endsWith('conversations_select'))
    return channels
      .filter(({ isDirect }) => !isDirect || type.endsWith('conversations_select'))
      .map(({ id, name, isDirect }) => ({ value: id, label: isDirect ? name : `#${name}` }));
  const groups = (element.option_groups ?? []) as Json[];
  return [
    ...((element.options ?? []) as Json[]).map((option) => choiceOf(option)),
    ...groups.flatMap(({ label, options }) => options.map((option: Json) => choiceOf(option, label.text))),
  ];
};

const choiceOf = ({ value, text, description }: Json, group?: string): Choice => ({
  value,
  label: text.text,
  ...(description ? { description: description.text } : {}),
  ...(group ? { group } : {}),
});
