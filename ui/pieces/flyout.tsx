import { useEffect, useId, useRef, useState, type ReactNode } from 'react';

interface FlyoutProps {
  /** What the button shows. */
  button: ReactNode;
  /** The button's name where its face is not a word. */
  label?: string;
  className?: string;
  /** Hangs from the right edge of the button. */
  fromRight?: boolean;
  children: (close: () => void) => ReactNode;
}

/** A button that opens a small panel beneath it (a sheet from below on the phone). Escape and a click elsewhere close it. */
export function Flyout({ button, label, className, fromRight, children }: FlyoutProps): ReactNode {
  const [open, setOpen] = useState(false);
  const frame = useRef<HTMLDivElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const id = useId();

  useEffect(() => {
    if (!open) return;
    const away = (event: Event) => {
      if (event.target instanceof Node && frame.current?.contains(event.target) !== true) setOpen(false);
    };
    document.addEventListener('pointerdown', away);
    document.addEventListener('focusin', away);
    return () => {
      document.removeEventListener('pointerdown', away);
      document.removeEventListener('focusin', away);
    };
  }, [open]);

  const close = () => {
    setOpen(false);
    opener.current?.focus();
  };
  return (
    <div
      className="tc-flyout"
      ref={frame}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !open) return;
        event.stopPropagation();
        close();
      }}
    >
      <button
        type="button"
        ref={opener}
        className={className ?? 'tc-button'}
        aria-expanded={open}
        aria-controls={id}
        {...(label === undefined ? {} : { 'aria-label': label })}
        onClick={() => setOpen(!open)}
      >
        {button}
      </button>
      {open && (
        <div id={id} className={fromRight === true ? 'tc-flyout-panel tc-flyout-right' : 'tc-flyout-panel'}>
          {children(close)}
        </div>
      )}
    </div>
  );
}
