import { actionIds, pressedCommand, pressId } from '../../../src/adapters/slack/action-ids.js';
import { plainCommands } from '../../../src/domain/command.js';

describe('the name of a button', () => {
  it('says the command that one press gives', () => {
    expect(plainCommands.map((type) => pressedCommand(pressId(type)))).toEqual([...plainCommands]);
  });

  it('says no command where a window or more words are needed', () => {
    const plain = Object.entries(actionIds).filter(([, id]) => pressedCommand(id) !== null);
    expect(plain.map(([name]) => name)).toEqual(['approve', 'takeOver']);
    expect(pressedCommand('handoff.wake')).toBeNull();
  });
});
