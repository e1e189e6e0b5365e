import { aTown, type Town } from '../support/browser/a-town.js';

describe('/handoff doctor', () => {
  let town: Town;
  beforeEach(async () => {
    town = await aTown();
  });
  afterEach(() => town.close());
  const ask = async (who: string): Promise<string> =>
    JSON.stringify((await town.workspace.as(who).command('/handoff', 'doctor'))?.body);
  const answerTo = (who: string) =>
    town.workspace.until(
      () =>
        town.workspace
          .as(who)
          .privately()
          .map(town.workspace.words)
          .find((words) => /to mend/i.test(words)),
      'an examination',
    );

  it('is acknowledged at once, and answered privately with what has to be mended first', async () => {
    town.workspace.state.channels.get('C0DEALS')!.hasBot = false;
    town.workspace.state.groups.get('S0FINANCE')!.members = [];
    expect(await ask('U0MEG')).toContain('I am looking');
    const words = await answerTo('U0MEG');
    expect(words).toContain('2 to mend');
    expect(words).toContain('#deals');
    expect(words).toContain('/invite @Countersign');
    expect(words).toContain('@finance');
    expect(words.indexOf('#deals')).toBeLessThan(words.indexOf('#support'));
    expect(words).toContain('crm.update_account');
    expect(town.workspace.messages('#general')).toEqual([]);
  });

  it('says when everything is in place', async () => {
    await ask('U0MEG');
    expect(await answerTo('U0MEG')).toContain('Nothing to mend');
  });

  it('refuses everybody else in one sentence, and looks at nothing', async () => {
    const before = town.workspace.calls('conversations.list').length;
    expect(await ask('U0ANA')).toContain('Only head of support may ask me this.');
    expect(town.workspace.calls('conversations.list')).toHaveLength(before);
  });
});
