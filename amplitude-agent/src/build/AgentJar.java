// SPDX-License-Identifier: Apache-2.0

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.ClassFileTransformer;
import java.lang.reflect.Constructor;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.commons.ClassRemapper;
import net.bytebuddy.jar.asm.commons.SimpleRemapper;

/**
 * Lays out what goes into the agent's jar, run by the build between compiling and packaging:
 *
 * <pre>
 * dev/amplitude4j/agent/boot/   the entry points, the only classes that the application's class path sees
 * boot/bridge.bin               the bridge, renamed into java.lang
 * inst/start.pack               the classes that are loaded before the application's main, in one piece
 * inst/weave.pack               those of Byte Buddy that the first woven class loads, likewise
 * inst/**.classdata             everything else; calls of the bridge are renamed with it
 * META-INF/amplitude/           licences and notices of what is in inst
 * </pre>
 *
 * <p>Arguments: the folder to fill, the folders of our classes, the class path.
 */
public class AgentJar {

    private static final String BOOT = "dev/amplitude4j/agent/boot/";
    private static final String BRIDGE = "dev/amplitude4j/agent/bridge/Bridge";
    private static final SimpleRemapper INTO_JAVA_LANG =
            new SimpleRemapper(Opcodes.ASM9, BRIDGE, "java/lang/$Amplitude4j");

    private static final String WEAVER = "net.bytebuddy.";

    private final Path out;

    private AgentJar(Path out) {
        this.out = out;
    }

    public static void main(String[] args) throws Exception {
        AgentJar jar = new AgentJar(Path.of(args[0]));
        jar.clear();
        jar.addOurs(Path.of(args[1]));
        jar.addOurs(Path.of(args[2]));
        for (String entry : args[3].split(System.getProperty("path.separator"))) {
            Path path = Path.of(entry);
            if (Files.isDirectory(path)) {
                if (!Files.isSameFile(path, Path.of(args[1]))) {
                    jar.addLibrary(path, path.getParent().getParent().getFileName().toString());
                }
            } else {
                try (FileSystem zip = FileSystems.newFileSystem(path)) {
                    jar.addLibrary(zip.getPath("/"), path.getFileName().toString().replaceAll("\\.jar$", ""));
                }
            }
        }
        Set<String> early = new Rehearsal(args).loaded();
        jar.pack("start", early.stream().filter(name -> !name.startsWith(WEAVER)).toList());
        jar.pack("weave", early.stream().filter(name -> name.startsWith(WEAVER)).toList());
    }

    private void clear() throws IOException {
        if (Files.exists(out)) {
            try (Stream<Path> old = Files.walk(out)) {
                for (Path path : old.sorted(java.util.Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    private void addOurs(Path classes) throws IOException {
        for (Path file : files(classes)) {
            String name = classes.relativize(file).toString().replace('\\', '/');
            byte[] bytes = Files.readAllBytes(file);
            if (name.endsWith("package-info.class")) {
                continue;
            }
            if (!name.endsWith(".class")) {
                write("inst/" + name, bytes);
            } else if (name.startsWith(BOOT)) {
                write(name, bytes);
            } else if (name.equals(BRIDGE + ".class")) {
                write("boot/bridge.bin", renamed(bytes));
            } else {
                write("inst/" + name + "data", renamed(bytes));
            }
        }
    }

    private void addLibrary(Path root, String library) throws IOException {
        for (Path file : files(root)) {
            String name = root.relativize(file).toString().replace('\\', '/');
            if (isLegal(name)) {
                write("META-INF/amplitude/licences/" + library + "/" + file.getFileName(), Files.readAllBytes(file));
            } else if (isNeeded(name)) {
                write("inst/" + name + (name.endsWith(".class") ? "data" : ""), Files.readAllBytes(file));
            }
        }
    }

    private static boolean isLegal(String name) {
        return name.matches("META-INF/((LICENSE|NOTICE)[^/]*|licenses/.*)");
    }

    /**
     * Newer variants of classes are left out, since the loader of the agent takes those for all Java versions; and Byte Buddy's
     * own agents, three hundred kilobytes that nothing here refers to.
     */
    private static boolean isNeeded(String name) {
        return !name.startsWith("META-INF/")
                && !name.startsWith("net/bytebuddy/agent/builder/")
                && !name.endsWith("module-info.class")
                && !name.endsWith(".kotlin_builtins");
    }

    /** Moves those classes into one file, as the agent's loader reads it. */
    private void pack(String name, List<String> classes) throws IOException {
        Map<Integer, String> byHash = new TreeMap<>();
        for (String type : classes) {
            if (byHash.put(type.hashCode(), type) != null) {
                throw new IOException("two classes with the hash of " + type);
            }
        }
        ByteArrayOutputStream index = new ByteArrayOutputStream();
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        DataOutputStream numbers = new DataOutputStream(index);
        numbers.writeInt(byHash.size());
        int contentAt = 4 + 12 * byHash.size();
        for (Map.Entry<Integer, String> entry : byHash.entrySet()) {
            Path file = out.resolve("inst/" + entry.getValue().replace('.', '/') + ".classdata");
            byte[] bytes = Files.readAllBytes(file);
            content.write(entry.getValue().length());
            content.writeBytes(entry.getValue().getBytes(StandardCharsets.US_ASCII));
            numbers.writeInt(entry.getKey());
            numbers.writeInt(contentAt + content.size());
            numbers.writeInt(bytes.length);
            content.writeBytes(bytes);
            Files.delete(file);
        }
        index.writeBytes(content.toByteArray());
        write("inst/" + name + ".pack", index.toByteArray());
    }

    private static byte[] renamed(byte[] bytes) {
        ClassWriter writer = new ClassWriter(0);
        new ClassReader(bytes).accept(new ClassRemapper(writer, INTO_JAVA_LANG), 0);
        return writer.toByteArray();
    }

    private static List<Path> files(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private void write(String name, byte[] bytes) throws IOException {
        Path target = out.resolve(name);
        Files.createDirectories(target.getParent());
        Files.write(target, bytes);
    }

    /** Reads rules and weaves classes once, and remembers what that loads. */
    private static final class Rehearsal extends ClassLoader {

        private static final String RULES = "apiKey: any\nserverUrl: http://localhost:1\nmethods:\n"
                + "  - { method: org.yaml.snakeyaml.nodes.NodeTuple#getKeyNode, event: E, user: arg0.a, when: return != null,"
                + " properties: { a: return } }\nlogs:\n  - { logger: a.*, message: 'b (?<c>.)', event: E }\n";

        private final Set<String> loaded = new TreeSet<>();
        private final URLClassLoader all;

        Rehearsal(String[] args) throws IOException {
            super(ClassLoader.getPlatformClassLoader());
            List<URL> urls = new ArrayList<>();
            for (String entry : (args[1] + File.pathSeparator + args[3]).split(File.pathSeparator)) {
                urls.add(Path.of(entry).toUri().toURL());
            }
            all = new URLClassLoader(urls.toArray(new URL[0]), null);
        }

        Set<String> loaded() throws Exception {
            Class<?> reader = loadClass("dev.amplitude4j.agent.rules.RulesReader");
            Object rules = reader.getMethod("readText", String.class, String.class).invoke(null, "rules.yaml", RULES);
            Object settings = call(rules, "settings");
            Object options = settings.getClass().getMethod("clientOptions", String.class).invoke(settings, "any");
            call(options, "build");
            call(rules, "callMapping");
            call(rules, "mapping");
            Class<?> sites = loadClass("dev.amplitude4j.agent.weave.Sites");
            ClassFileTransformer transformer = (ClassFileTransformer)
                    loadClass("dev.amplitude4j.agent.weave.AgentTransformer")
                            .getConstructor(List.class, Collection.class, boolean.class, sites)
                            .newInstance(call(rules, "methods"), List.of(), true, sites(sites));
            weave(transformer, getParent(), "org/yaml/snakeyaml/nodes/NodeTuple", all);
            weave(transformer, null, "java/util/logging/Logger", ClassLoader.getPlatformClassLoader());
            return loaded;
        }

        private static void weave(ClassFileTransformer transformer, ClassLoader loader, String name, ClassLoader from)
                throws Exception {
            try (InputStream in = from.getResourceAsStream(name + ".class")) {
                if (transformer.transform(loader, name, null, null, in.readAllBytes()) == null) {
                    throw new IllegalStateException(name + " was not woven");
                }
            }
        }

        private static Object call(Object object, String method) throws Exception {
            return object.getClass().getMethod(method).invoke(object);
        }

        /** Hands over every kind of value, at the end of methods. */
        private Object sites(Class<?> type) throws Exception {
            Constructor<?> weaving = loadClass("dev.amplitude4j.agent.weave.Weaving")
                    .getConstructors()[0];
            return Proxy.newProxyInstance(this, new Class<?>[] {type}, (proxy, method, values) -> {
                if (method.getName().equals("failed")) {
                    throw new IllegalStateException("not woven: " + values[0], (Throwable) values[1]);
                }
                return method.getName().equals("weaving")
                        ? weaving.newInstance(call(values[0], "method"), 0, 0, false, new int[] {-1, -2, -3, -1}, true)
                        : null;
            });
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
                if (in == null) {
                    throw new ClassNotFoundException(name);
                }
                byte[] bytes = in.readAllBytes();
                loaded.add(name);
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }

        @Override
        public InputStream getResourceAsStream(String name) {
            return all.getResourceAsStream(name);
        }
    }
}
