import { readdirSync, readFileSync } from 'node:fs';

describe('npm run campaign', () => {
  it('plays every suite that has a long form, and no other', () => {
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: { campaign: string } };
    const [, patterns = ''] = scripts.campaign.split('--verbose ');
    const suites = readdirSync('test', { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('.test.ts'),
    );
    const played = suites.filter((file) => patterns.split(' ').some((pattern) => file.includes(pattern)));
    const hasTwoForms = (file: string): boolean => /\bvolume\(\d/.test(readFileSync(`test/${file}`, 'utf8'));
    expect(played.length).toBeGreaterThan(0);
    expect(played).toEqual(suites.filter(hasTwoForms));
  });
});
