import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The API that `vite console` talks to while somebody works on pages. */
const api = process.env['TONGCHUANG_API'] ?? 'http://127.0.0.1:8080';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: {
    // 360, 奇安信 and UOS browsers in offices stand on Chromium 87 and later.
    target: ['chrome87'],
    cssTarget: ['chrome87'],
    outDir: 'dist',
    emptyOutDir: true,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        codeSplitting: {
          // What changes with a release of a library and not with ours stays in the browser's cache. antd is left to
          // the bundler: its table and date picker belong to the pages that use them.
          groups: [
            {
              name: 'frame',
              test: /node_modules[\\/](react|react-dom|scheduler|@tanstack|zod)[\\/]/,
            },
          ],
        },
      },
      onwarn(warning, warn) {
        // antd's files open with 'use client', which means nothing here.
        if (warning.code !== 'MODULE_LEVEL_DIRECTIVE') warn(warning);
      },
    },
  },
  server: { proxy: { '/api': api } },
});
