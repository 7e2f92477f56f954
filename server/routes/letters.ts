import type { FastifyInstance } from 'fastify';
import * as letters from '@tongchuang/usecases/letters.ts';
import type { Pipe } from '@tongchuang/usecases/pipe.ts';
import { serve } from '../serve.ts';

export function serveLetters(app: FastifyInstance, pipe: Pipe): void {
  serve(app, pipe, letters.listLetters);
  serve(app, pipe, letters.previewLetter);
  serve(app, pipe, letters.getLetter);
  serve(app, pipe, letters.issueLetter);
  serve(app, pipe, letters.signLetter);
  serve(app, pipe, letters.voidLetter);
  serve(app, pipe, letters.downloadLetter);
  serve(app, pipe, letters.downloadScan);
}
