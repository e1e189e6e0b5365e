import type { Given } from '../workspace/elements.js';
import type { Workspace } from '../workspace/workspace.js';

/** Something a person does on the page. */
export type Act = { readonly as: string } & (
  | {
      readonly do: 'click';
      readonly channel: string;
      readonly ts: string;
      readonly action: string;
      readonly value?: Given;
    }
  | { readonly do: 'click_in_view'; readonly action: string; readonly value?: Given }
  | { readonly do: 'submit'; readonly values: Readonly<Record<string, Given>> }
  | { readonly do: 'close' | 'home' }
  | { readonly do: 'command'; readonly text: string; readonly channel: string }
);

/** Answers with the errors that belong under inputs, or with one sentence when nothing came back. */
export const act = async (
  workspace: Workspace,
  wish: Act,
): Promise<{ errors?: Readonly<Record<string, string>>; note?: string }> => {
  const person = workspace.as(wish.as);
  switch (wish.do) {
    case 'click': {
      const message = workspace.state.messages.find(
        (one) => one.channel === wish.channel && one.ts === wish.ts,
      );
      if (!message) return { note: 'That message is gone.' };
      return heard(await person.click(message, wish.action, wish.value));
    }
    case 'click_in_view':
      return heard(await person.clickInView(wish.action, wish.value));
    case 'submit':
      return { errors: await person.submit(wish.values) };
    case 'close':
      if (person.modal()) await person.close();
      return {};
    case 'home':
      await person.openHome();
      return {};
    case 'command':
      return command(workspace, wish);
  }
};

const heard = (acknowledged: unknown): { note?: string } =>
  acknowledged ? {} : { note: 'The app did not answer in time.' };

const command = async (
  workspace: Workspace,
  wish: { readonly as: string; readonly text: string; readonly channel: string },
): Promise<{ note?: string }> => {
  const [name = '', ...rest] = wish.text.trim().split(/\s+/);
  const answer = await workspace.as(wish.as).command(name, rest.join(' '), wish.channel);
  if (!answer) return { note: 'The app did not answer in time.' };
  const { text = '', blocks = [] } = (answer.body ?? {}) as { text?: string; blocks?: [] };
  const { state } = workspace;
  state.messages.push({
    channel: wish.channel,
    ts: state.nextTs(),
    text,
    blocks,
    metadata: null,
    threadTs: null,
    user: 'U0BOT',
    onlyFor: wish.as,
    isEdited: false,
  });
  state.changed();
  return {};
};
