import { useEffect, useState } from 'react';

const key = 'countersign-theme';

/** Light, dark, or as the system has it; remembered. */
export const Theme = () => {
  const [theme, setTheme] = useState(() => localStorage.getItem(key) ?? 'system');
  useEffect(() => {
    document.documentElement.dataset.theme = theme;
    localStorage.setItem(key, theme);
  }, [theme]);
  return (
    <label className="who">
      Colours
      <select value={theme} onChange={(event) => setTheme(event.target.value)}>
        <option value="system">As the system</option>
        <option value="light">Light</option>
        <option value="dark">Dark</option>
      </select>
    </label>
  );
};
