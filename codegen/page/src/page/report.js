
// The page of a report, which contains its data.

show(JSON.parse(by('data').textContent));
