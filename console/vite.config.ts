import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/** The API that `vite console` talks to while somebody works on pages. */
const api = process.env['TONGCHUANG_API'] ?? 'http://127.0.0.1:8420';

/** Puts .br and .gz beside each text file, so that the server never compresses the same file twice. */
const compressed = (): Plugin => ({
  name: 'compressed',
  apply: 'build',
  closeBundle() {
    const folder = join(import.meta.dirname, 'dist');
    for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      if (!/\.(js|css|svg|html|json)$/.test(name)) continue;
      const bytes = readFileSync(join(folder, name));
      if (bytes.length < 1024) continue;
      writeFileSync(join(folder, `${name}.br`), brotliCompressSync(bytes));
      writeFileSync(join(folder, `${name}.gz`), gzipSync(bytes, { level: 9 }));
    }
  },
});

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), compressed()],
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
