
// The page of a report: its data is in it.

show(JSON.parse(by('data').textContent));
