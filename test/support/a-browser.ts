import { existsSync } from 'node:fs';
import chromiumBinary from '@sparticuz/chromium';
import { type Browser, chromium } from 'playwright-core';

/** `CHROME_PATH`, else Debian's, else the one that a package of the registry carries. */
export const aBrowser = async (): Promise<Browser> => {
  const known = [process.env.CHROME_PATH, '/usr/bin/chromium'].find((path) => path && existsSync(path));
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
