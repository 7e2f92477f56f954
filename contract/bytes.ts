import { z } from 'zod';

/** The reply of routes that answer a file: the bytes themselves, with a Content-Disposition. */
export const Bytes = z
  .custom<{ fileName: string; mime: string }>()
  .meta({ id: 'Bytes', type: 'string', format: 'binary' });
