import type { ReactNode } from 'react';
import { RoundFrame } from './round-frame.tsx';
export default function Page(): ReactNode {
  return <RoundFrame>{() => null}</RoundFrame>;
}
