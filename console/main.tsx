import './old-browsers.ts';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { loadWords, locale } from '@tongchuang/ui/locale/locale.ts';
import { wearLook } from '@tongchuang/ui/look.ts';
import { Toasts } from '@tongchuang/ui/pieces/toasts.tsx';
import { useSignal } from '@tongchuang/ui/signal.ts';
import { newQueryClient } from '@tongchuang/ui/use-call.ts';
import { followLinks } from './links.ts';
import { newRouter } from './router.tsx';
import '@tongchuang/ui/look.css';
import './shell/shell.css';

const queries = newQueryClient();
const router = newRouter();

/** A change of language draws everything anew: no piece needs to watch the locale for itself. */
function Console() {
  const language = useSignal(locale);
  return (
    <QueryClientProvider client={queries}>
      <RouterProvider key={language} router={router} />
      <Toasts key={`toasts ${language}`} />
    </QueryClientProvider>
  );
}

const sayLanguage = () => {
  document.documentElement.lang = locale.get();
  // Refusals and names come in the reader's language from the server too.
  void queries.invalidateQueries();
};

async function open(root: HTMLElement): Promise<void> {
  wearLook(document.documentElement);
  await loadWords('house');
  locale.watch(sayLanguage);
  sayLanguage();
  followLinks(router);
  createRoot(root).render(
    <StrictMode>
      <Console />
    </StrictMode>,
  );
}

const root = document.getElementById('root');
if (root !== null) void open(root);
