import { existsSync } from 'node:fs';
import chromiumBinary from '@sparticuz/chromium';
import { type Browser, chromium } from 'playwright-core';

/** `CHROME_PATH`, else Debian's, else the one that a package of the registry carries. */
export const aBrowser = async (named = process.env.CHROME_PATH): Promise<Browser> => {
  if (named && !existsSync(named))
    throw new Error(
      `CHROME_PATH is ${named}, where nothing is: set it to the program of a browser, or unset it.`,
    );
  const known = [named, '/usr/bin/chromium'].find((path) => path && existsSync(path));
  const executablePath = known ?? (await chromiumBinary.executablePath());
  const own = known
    ? ['--disable-background-networking', '--disable-sync', '--no-first-run']
    : chromiumBinary.args;
  return chromium
    .launch({ executablePath, args: [...own, '--no-sandbox', '--disable-gpu'] })
    .catch((cause: unknown) => {
      throw new Error(
        `No browser starts from ${executablePath}: set CHROME_PATH to the program of an installed Chrome or Chromium.`,
        { cause },
      );
    });
};
