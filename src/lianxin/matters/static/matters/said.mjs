// It was taken in: the drafts on this phone have done their work.
for (const path of ["/", "/matters/new/"]) localStorage.removeItem(`lianxin:draft:${path}`);
