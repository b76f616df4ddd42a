# What people type. Every target does its own set-up; the second time it finds it done.

.NOTPARALLEL:
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

node_test := node tests/run.mjs

# Flags for the server: make run ARGS="--port 9000". build/parley --help lists them.
ARGS ?=

# The server that dist/ is to use: make build SERVER=https://meet.example.org.
SERVER ?=

# Simulated meetings: make sim SEEDS=100000 plays so many, make sim SEED=7 one, step by step; on
# JOBS cores. ADVERSARY=100 has an adversary in so many percent of them.
SEEDS ?= 10000

# How long each fuzz target runs.
FUZZ_SECONDS ?= 60

# How long 10,000 clients join, talk and leave.
SOAK_SECONDS ?= 600
JOBS ?= $(shell nproc)

# The folder with the sources of twilio-video.js whose suites run, and which of them: make test-vendor
# SUITES=../twilio-video.js SPECS="connect room".
SUITES ?=
SPECS ?=

# Two clients in every order of events: make explore DEPTH=20 looks so many steps ahead, and with
# SCRIPT=both-publish at one script alone; CHOICES=0.2.1 plays one path, step by step.

.PHONY: help run build dev test check sim explore mutations replay recordings fuzz bench bench-relay bench-static \
        bench-flood bench-nodes bench-rooms soak package clean setup-% client pages server test-native test-threads test-wasm test-replay test-api test-server \
        test-browser test-bundlers test-vendor

help:
	@echo 'make run     build what has changed and serve it; prints the URL (ARGS="--port 9000")'
	@echo 'make test    every test: native, under sanitizers; as Wasm under Node; in browsers'
	@echo 'make test-bundlers  the npm package, built into a page by each bundler; part of test'
	@echo 'make test-vendor  the suites of twilio-video.js, from a folder of yours (SUITES=folder)'
	@echo 'make build   build/parley, the server, and dist/, the static bundle'
	@echo 'make dev     serve, rebuild on every change and reload the page'
	@echo 'make sim     simulated meetings (SEEDS=100000); one of them, step by step (SEED=7)'
	@echo 'make explore two clients in every order of events, up to a depth (DEPTH=20)'
	@echo 'make mutations  take each rule of the core out and see that the simulation notices'
	@echo 'make replay  what a saved log of a call led to, step by step (LOG=file)'
	@echo 'make fuzz    each fuzz target for a while (FUZZ_SECONDS=60)'
	@echo 'make check   layout, lint, types, size budget'
	@echo 'make bench   time from "join" to the first frame, beside others (BENCH_ROUNDS=15)'
	@echo 'make bench-static  time to start, and the pages beside nginx; part of bench'
	@echo 'make bench-relay  messages a second, latency and memory, beside other servers; part of bench'
	@echo 'make bench-flood  what others notice of floods'
	@echo 'make bench-nodes  several servers: how long signalling is gone when one is killed'
	@echo 'make bench-rooms  calls in a mesh and over the SFU (BENCH_ROOM_SIZES="3 9 25")'
	@echo 'make soak    10,000 clients join, talk and leave, and memory is watched (SOAK_SECONDS=600)'
	@echo 'make package  the server as a Debian package, and the library as an npm package'
	@echo 'make clean   remove what was built'

# With Debian's Janus, if it is installed, for large rooms. --sfu in ARGS, or PARLEY_SFU, goes before it.
run: build
	PARLEY_SFU="$${PARLEY_SFU-$(if $(wildcard /usr/bin/janus),start)}" exec build/parley $(ARGS)

build: setup-run client
	@$(MAKE) pages server

dev: build
	exec node tools/dev.mjs $(ARGS)

test: setup-test test-native test-threads test-wasm test-replay test-api build
	@$(MAKE) test-server test-browser test-bundlers

sim: setup-sim build/sim/build.ninja
	cmake --build --preset sim
	build/sim/tests/simulation/simulation $(if $(SEED),--from $(SEED) --seeds 1 --trace 1,--seeds $(SEEDS) --jobs $(JOBS)) \
	  $(if $(ADVERSARY),--adversary $(ADVERSARY))

explore: setup-sim build/sim/build.ninja
	cmake --build --preset sim
	build/sim/tests/simulation/exploration --jobs $(JOBS) $(if $(DEPTH),--depth $(DEPTH)) \
	  $(if $(SCRIPT),--script $(SCRIPT)) $(if $(CHOICES),--choices $(CHOICES))

mutations: setup-sim
	node tests/simulation/mutations.mjs

replay: setup-replay build/wasm/build.ninja
	@test -r "$(LOG)" || { echo 'which log? make replay LOG=file' >&2; exit 1; }
	@cmake --build --preset replay >&2
	@node build/wasm/replay.cjs '$(LOG)'

check: setup-check build
	tools/check.sh

fuzz: setup-fuzz build/fuzz/build.ninja
	cmake --build --preset fuzz
	FUZZ_SECONDS=$(FUZZ_SECONDS) tests/fuzz/run.sh

bench: setup-bench build
	node tests/bench/sizes.mjs
	node tests/bench/run.mjs
	@$(MAKE) bench-relay
	@$(MAKE) bench-static

bench-static: setup-bench build
	node tests/bench/static/run.mjs

bench-relay: setup-bench server build/bench/build.ninja
	cmake --build --preset bench
	node tests/bench/relay/run.mjs

bench-flood: setup-bench server build/bench/build.ninja
	cmake --build --preset bench
	node tests/bench/flood/run.mjs

bench-nodes: setup-bench build
	node tests/bench/nodes/run.mjs

bench-rooms: setup-bench build
	node tests/bench/rooms/run.mjs

soak: setup-bench server build/bench/build.ninja
	cmake --build --preset bench
	SOAK_SECONDS=$(SOAK_SECONDS) node tests/bench/relay/soak.mjs

# The server as a Debian package, build/parley_VERSION_amd64.deb, and the library as an npm package,
# build/parley-video-VERSION.tgz.
package: setup-run setup-package client
	@$(MAKE) pages server
	tools/pack-debian.sh
	node tools/pack-library.mjs

clean:
	rm -rf build dist

setup-%:
	@tools/setup.sh $*

# CMake's own rules see to changes of CMakeLists.txt, but not of the presets.
build/%/build.ninja: CMakePresets.json
	cmake --preset $*
	@touch $@

build/wasm/build.ninja build/wasm-tests/build.ninja: build/%/build.ninja: CMakePresets.json
	emcmake cmake --preset $*
	@touch $@

# The parts of a build.

client: build/wasm/build.ninja
	cmake --build --preset wasm

server: build/native/build.ninja
	cmake --build --preset native

pages: build/pages.stamp

page_sources := $(shell find web client-wasm/api client-wasm/platform -type f 2>/dev/null) \
                $(wildcard tools/build-web.mjs tools/web-*.mjs) package-lock.json
build/pages.stamp: $(page_sources) $(wildcard build/wasm/parley.mjs build/wasm/parley.wasm) \
                   build/pages.server
	node tools/build-web.mjs --server '$(SERVER)'
	@touch $@

# Changes when SERVER does.
build/pages.server: always
	@mkdir -p build
	@[[ "$$(cat $@ 2>/dev/null)" == '$(SERVER)' ]] || echo '$(SERVER)' >$@

.PHONY: always

# The parts of the tests.

test-native: build/asan/build.ninja
	cmake --build --preset asan
	ctest --preset asan

test-threads: build/tsan/build.ninja
	cmake --build --preset tsan
	ctest --preset tsan

test-wasm: build/wasm-tests/build.ninja
	cmake --build --preset wasm-tests
	ctest --preset wasm-tests
	@$(MAKE) client
	$(node_test) $(wildcard tests/unit/bindings/*.test.mjs)

# The recorded call of tests/replay; `make recordings` records it anew.
test-replay: build/wasm/build.ninja
	@cmake --build --preset replay
	$(node_test) $(wildcard tests/replay/*.test.mjs)

recordings: setup-test build
	@cmake --build --preset replay
	RECORD=1 $(node_test) tests/browser/report.test.mjs

test-api:
	$(node_test) $(wildcard tests/unit/api/*.test.mjs)

test-server:
	$(node_test) $(wildcard tests/server/*.test.mjs)

test-browser:
	$(node_test) $(wildcard tests/browser/*.test.mjs)

# Not part of test: the suites are the vendor's, and docs/vendor_suites.md has those that cannot pass.
test-vendor: setup-test setup-vendor build
	node tests/vendor/run.mjs '$(SUITES)' --failures $(SPECS)

test-bundlers: setup-test setup-bundlers build
	$(node_test) $(wildcard tests/bundlers/*.test.mjs)
