import * as fc from 'fast-check';
import { escaped, pieces } from '../../../../src/adapters/slack/text/foreign.js';
import { hidesSomething, isolated, visible } from '../../../../src/adapters/slack/text/hidden.js';
import { mixedWords } from '../../../../src/adapters/slack/text/mixed-scripts.js';
import { webAddress } from '../../../../src/adapters/slack/text/web-address.js';
import { asWritten } from '../../../support/as-written.js';

const shownAs = (...pairs: [string, string][]) => pairs;

describe('what nobody can see', () => {
  it.each(
    shownAs(
      ['a\u202Eb', 'a⟦U+202E⟧b'],
      ['pay\u200Bpal', 'pay⟦U+200B⟧pal'],
      ['tag \u{E0041}', 'tag ⟦U+E0041⟧'],
      ['line\u2028break\u2029end', 'line⟦U+2028⟧break⟦U+2029⟧end'],
      ['\u2800\u3164\u115F\u1160\uFFA0', '⟦U+2800⟧⟦U+3164⟧⟦U+115F⟧⟦U+1160⟧⟦U+FFA0⟧'],
      ['\uFEFFa\u00ADb', '⟦U+FEFF⟧a⟦U+00AD⟧b'],
      ['1\uFE0F2', '1⟦U+FE0F⟧2'],
      ['a\uFE00', 'a⟦U+FE00⟧'],
      ['\u0000\u001B[31m\r\n\u0085', '⟦U+0000⟧⟦U+001B⟧[31m⟦U+000D⟧\n⟦U+0085⟧'],
      ['\uD800x', '⟦U+D800⟧x'],
      ['\uE000 \u0378', '⟦U+E000⟧ ⟦U+0378⟧'],
      ['🏴\u{E0067}\u{E0062}\u{E007F}', '🏴⟦U+E0067⟧⟦U+E0062⟧⟦U+E007F⟧'],
      ['👩\u200D', '👩⟦U+200D⟧'],
      ['👩\u200D\u200D👧', '👩⟦U+200D⟧⟦U+200D⟧👧'],
      ['می\u200C', 'می⟦U+200C⟧'],
      ['می\u200C\u200Cخواهم', 'می⟦U+200C⟧⟦U+200C⟧خواهم'],
      ['a\u200Cb', 'a⟦U+200C⟧b'],
      ['\u0301a', '⟦U+0301⟧a'],
      [`e${'\u0301'.repeat(6)}`, `e${'\u0301'.repeat(4)}⟦U+0301⟧⟦U+0301⟧`],
      ['⟦U+202E⟧', '⟦U+27E6⟧U+202E⟧'],
    ),
  )('is shown by its number: %j', (text, shown) => {
    expect(visible(text)).toBe(shown);
    expect(hidesSomething(text)).toBe(true);
  });

  it.each([
    'שלום עולם, שָׁלוֹם',
    'مرحبا بالعالم ﷺ ١٢٣',
    'می\u200Cخواهم خانه\u200Cای',
    'नमस्ते क्\u200Dष क्\u200Cष',
    'শ্র র\u200D্যাব',
    'ශ්\u200Dරී ලංකා',
    'അവന്\u200D',
    '東京 日本語 葛\u{E0100}城 한국어',
    'Tiếng Việt, naïve\tcafe\u0301\nline',
    'Привет, Ελληνικά, ქართული, ภาษาไทย ที่นี่',
    '👨‍👩‍👧‍👦 ❤️ 👍🏽 1️⃣ 🇩🇪 🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F} 🏳️‍🌈 👁️‍🗨️ ☎︎',
    'M\u00A0Müller zahlt 1\u202F000\u00A0€ – „gern“',
  ])('does not touch honest writing: %s', (text) => {
    expect(visible(text)).toBe(text);
    expect(hidesSomething(text)).toBe(false);
  });

  it('is told apart from a text that only looks like it, for any text at all', () => {
    const anything = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('⟦U+202E⟧', '⟦U+', '\u202E'));
    fc.assert(
      fc.property(fc.array(anything), (parts) => {
        const text = parts.join('');
        expect(asWritten(isolated(visible(text)))).toBe(text);
      }),
    );
  });

  it('keeps an old and a new value apart when both run from right to left', () => {
    expect(isolated('שלום')).toBe('\u2068שלום\u2069');
    expect(isolated('hello')).toBe('hello');
  });
});

describe('text from outside in markup', () => {
  it.each(
    shownAs(
      ['<!here> & <@U1>', '&lt;!here&gt; &amp; &lt;@U1&gt;'],
      ['*bold* _it_ ~no~ `x` ```y```', '∗bold∗ ˍitˍ ∼no∼ ˋxˋ ˋˋˋyˋˋˋ'],
      ['snake_case stays', 'snake_case stays'],
      [':white_check_mark: ok :a::b:', '∶white_check_mark∶ ok ∶a∶∶b∶'],
      ['> quote\n>>> all', '› quote\n››› all'],
      ['a > b', 'a &gt; b'],
      ['10:30 Uhr', '10:30 Uhr'],
    ),
  )('%j stays text', (text, shown) => {
    expect(escaped(text)).toBe(shown);
  });

  it('is cut into pieces that are the text again', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }).map((text) => visible(text)),
        fc.integer({ min: 10, max: 30 }),
        (text, max) => {
          expect(pieces(text, max).join('')).toBe(text);
          expect(pieces(text, max).every((piece) => piece.length <= max)).toBe(true);
        },
      ),
    );
  });
});

describe('a word of several alphabets', () => {
  it.each([
    ['p\u0430ypal', ['Latin', 'Cyrillic']],
    ['\u0391cme', ['Latin', 'Greek']],
    ['Аcme', ['Latin', 'Cyrillic']],
    ['p\u200B\u0430y', ['Latin', 'Cyrillic']],
    ['日本д', ['Cyrillic', 'Han']],
  ])('is named: %s', (word, scripts) => {
    expect(mixedWords(`Pay ${word} now`)).toEqual([{ word: word.replace('\u200B', ''), scripts }]);
  });

  it.each([
    'Привет from Berlin',
    'Tシャツと東京ABC',
    '한국ABC漢字',
    'ㄅ注音ABC',
    'µm 5€ №7 x²',
    'USB-кабель',
    'नमस्ते WORLD',
    'Crème brûlée',
    'ᚠᚢᚦ',
  ])('is not found in honest writing: %s', (text) => {
    expect(mixedWords(text)).toEqual([]);
  });
});

describe('where a link leads', () => {
  it.each([
    ['https://example.com:8443/a?b=1', 'example.com:8443', true],
    ['https://p\u0430ypal.com/', 'xn--pypal-4ve.com', true],
    ['https://bücher.example', 'xn--bcher-kva.example', true],
    ['https://bank.com@evil.example/', 'evil.example', false],
    ['https://:x@evil.example/', 'evil.example', false],
    ['mailto:ana@example.com', 'ana@example.com', true],
    ['javascript:alert(1)', '', false],
    ['https://evil.example\\@bank.com', 'evil.example', true],
    ['http://0x7f.1/', '127.0.0.1', true],
  ])('%s', (url, host, isSafe) => {
    expect(webAddress(url)).toMatchObject({ host, isSafe });
  });

  it('is unknown when it is no address', () => {
    expect(webAddress('not an address')).toBeNull();
  });
});
