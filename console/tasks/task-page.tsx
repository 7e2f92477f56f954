import type { ReactNode } from 'react';
import { useParam } from '../pieces/url-state.ts';
import { TaskDetail } from './task-detail.tsx';
import './tasks.css';

/** 任务页: what the drawer shows, with room. */
export default function TaskPage(): ReactNode {
  return <TaskDetail id={useParam('id')} whole />;
}
