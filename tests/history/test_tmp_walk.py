import time, collections, pytest
from tests.conftest import Town
from tests.history.walking import *
pytestmark = pytest.mark.anyio
@pytest.mark.parametrize("seed",[1,2,3,4,5])
async def test_x(town: Town, seed):
    t=time.time()
    every=set(Verb)-{Verb.BRING_IN}
    walk=await walked(town,100,seed,every)
    n=len(walk.done)+len(walk.refused)
    print("SEED",seed,n,time.time()-t,"done",len(walk.done), every-set(walk.done))
    d=collections.Counter(walk.done); r=collections.Counter(walk.refused)
    print({v.value:(d[v],r[v]) for v in Verb})
