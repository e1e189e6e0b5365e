import type { Given, Json } from '../api.js';

/** What an element starts with, as the page holds it: option values, ids, words. */
export const initialOf = (element: Json): Given => {
  const several = [element.initial_users, element.initial_channels, element.initial_conversations];
  const one = [
    element.initial_option?.value,
    element.initial_user,
    element.initial_channel,
    element.initial_conversation,
    element.initial_date,
    element.initial_time,
    element.initial_date_time,
    element.initial_value,
  ].find((value) => value !== undefined);
  if (holdsSeveral(element.type))
    return (
      element.initial_options?.map(({ value }: { value: string }) => value) ??
      several.find((value) => value !== undefined) ??
      []
    );
  return one === undefined ? '' : String(one);
};

export const holdsSeveral = (type: string): boolean => type === 'checkboxes' || type.startsWith('multi_');

export const single = (given: Given): string => (typeof given === 'string' ? given : (given[0] ?? ''));
export const severalOf = (given: Given): readonly string[] =>
  typeof given === 'string' ? [given].filter(Boolean) : given;
