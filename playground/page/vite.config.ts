import { defineConfig } from 'vite';

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic' } },
  build: { outDir: '../../dist/page', emptyOutDir: true, reportCompressedSize: false },
  logLevel: 'warn',
});
